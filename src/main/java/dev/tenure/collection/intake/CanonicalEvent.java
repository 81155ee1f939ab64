package dev.tenure.collection.intake;

import java.time.Instant;
import java.util.Map;

/**
 * An event as docs/intake.md describes it, told by a connector instead of a request's body. It is
 * judged by the same rules.
 *
 * @param id unique within its source (C5)
 * @param type a word of docs/intake.md
 * @param at by the phone system's clock; T is compared with this (C3)
 * @param account which customer of a shared source it concerns, empty for the source's own (C8)
 * @param fields by the names of docs/intake.md, without id, type, occurredAt and account
 */
public record CanonicalEvent(
    String id, String type, Instant at, String account, Map<String, String> fields) {

  /** Copies the fields. */
  public CanonicalEvent {
    fields = Map.copyOf(fields);
  }

  /** The same event as that customer's. */
  public CanonicalEvent of(String newAccount) {
    return new CanonicalEvent(id, type, at, newAccount, fields);
  }

  /** As a piece of a request. */
  Piece piece(int position) {
    try {
      return new Piece.Read(position, SentEvent.of(this));
    } catch (Malformed malformed) {
      return new Piece.Unreadable(position, malformed.sentence());
    }
  }
}
