package dev.keepwatch.agent.gate;

/// Something stands in a policy or in a request that the gate has not been taught; what it would
/// decide could be wrong.
final class UnknownToGateException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnknownToGateException(String what) {
    super("the gate does not know " + what + "; teach it before you trust it");
  }
}
