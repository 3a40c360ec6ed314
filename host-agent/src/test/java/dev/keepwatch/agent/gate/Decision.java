package dev.keepwatch.agent.gate;

/// A line of the ledger: who was answered what.
public record Decision(String who, String action, String resource, Verdict verdict) {}
