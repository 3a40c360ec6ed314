package dev.keepwatch.monitor;

/// What a mail says, in two forms of equal content.
///
/// @param subject one line
/// @param text 72 columns wide where words allow it
/// @param html the same, marked up
public record Mail(String subject, String text, String html) {}
