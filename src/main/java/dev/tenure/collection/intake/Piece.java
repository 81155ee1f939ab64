package dev.tenure.collection.intake;

/** One event of a request, at its position: line or element, from 1. */
sealed interface Piece {

  int position();

  record Read(int position, SentEvent sent) implements Piece {}

  record Unreadable(int position, String sentence) implements Piece {}
}
