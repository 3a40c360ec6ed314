package dev.keepwatch.monitor;

/// Why something could not be read.
///
/// @param reason a clause without full stop: `access is denied`
/// @param remedy a sentence that says what to do now
record Refusal(String reason, String remedy) {}
