package dev.tenure.support;

/** A piece of a letter's text; {@code link} when it is one. */
public record Piece(String text, boolean link) {}
