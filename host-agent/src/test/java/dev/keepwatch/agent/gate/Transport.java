package dev.keepwatch.agent.gate;

/// How a request has come, as far as policies ask. All of it is plain HTTP on the loopback
/// interface; the gate has a door for each and believes it.
public enum Transport {
  /// As if by HTTPS with TLS 1.3.
  SECURE,
  /// By plain HTTP, which the real S3 answers as well.
  PLAIN
}
