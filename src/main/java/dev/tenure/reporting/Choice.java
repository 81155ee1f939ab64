package dev.tenure.reporting;

/** A key to choose, and how it reads. */
public record Choice(String key, String name) {}
