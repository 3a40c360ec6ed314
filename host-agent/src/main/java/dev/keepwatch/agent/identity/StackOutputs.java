package dev.keepwatch.agent.identity;

import java.util.Map;

/// What the stacks of an account say of themselves.
public interface StackOutputs extends AutoCloseable {

  /// The outputs of a stack by their names.
  ///
  /// @throws IdentityException absent if there is no such stack
  Map<String, String> of(String stack) throws IdentityException;

  @Override
  void close();
}
