package dev.keepwatch.agent.cli;

import java.util.List;

/// What was asked for.
///
/// @param verb what to do
/// @param words what with: those behind the verb
/// @param options how
/// @param remarks what somebody should know about the options that were given
record Invocation(Verb verb, List<String> words, Options options, List<String> remarks) {
  Invocation {
    words = List.copyOf(words);
    remarks = List.copyOf(remarks);
  }
}
