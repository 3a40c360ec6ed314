package dev.keepwatch.infra;

/// What a stack tells whoever deployed it.
record Output(String id, String value, String description) {}
