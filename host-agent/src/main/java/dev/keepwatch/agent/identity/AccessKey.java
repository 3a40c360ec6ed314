package dev.keepwatch.agent.identity;

/// Both halves of a key. The secret one stands in no text that is made of it.
///
/// @param id the half that may be seen
/// @param secret the half that signs
public record AccessKey(String id, String secret) {

  @Override
  public String toString() {
    return "AccessKey[" + id + "]";
  }
}
