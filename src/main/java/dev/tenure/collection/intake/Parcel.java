package dev.tenure.collection.intake;

import dev.tenure.collection.intake.Answer.Rejection;
import dev.tenure.platform.CustomerId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A request's events for one share of the customers, and what becomes of them. */
final class Parcel {

  private final int share;
  private final OpenSource source;
  private final boolean remembered;
  private final boolean past;
  private final List<Piece.Read> pieces;
  private final Map<String, Integer> turnedBefore;
  private final long takenAt = System.nanoTime();
  private @Nullable Stored stored;
  private @Nullable RuntimeException failure;

  /**
   * A parcel of known accounts only.
   *
   * @param share of which its customers are
   * @param remembered whether the source is as it was some time ago, and is to be looked at again
   * @param past whether it was imported (C10)
   * @param turnedBefore what of the request was turned away already, to be counted with these
   */
  Parcel(
      int share,
      OpenSource source,
      boolean remembered,
      boolean past,
      List<Piece.Read> pieces,
      Map<String, Integer> turnedBefore) {
    this.share = share;
    this.source = source;
    this.remembered = remembered;
    this.past = past;
    this.pieces = pieces;
    this.turnedBefore = turnedBefore;
  }

  /** The same, for events that weren't imported. */
  Parcel(
      int share,
      OpenSource source,
      boolean remembered,
      List<Piece.Read> pieces,
      Map<String, Integer> turnedBefore) {
    this(share, source, remembered, false, pieces, turnedBefore);
  }

  /** What was stored, and by when. */
  record Stored(int accepted, int duplicates, List<Rejection> rejections, Instant at) {}

  /** When it came, as the machine counts nanoseconds. */
  long takenAt() {
    return takenAt;
  }

  int share() {
    return share;
  }

  OpenSource source() {
    return source;
  }

  boolean isRemembered() {
    return remembered;
  }

  boolean isPast() {
    return past;
  }

  List<Piece.Read> pieces() {
    return pieces;
  }

  Map<String, Integer> turnedBefore() {
    return turnedBefore;
  }

  CustomerId customer(Piece.Read piece) {
    return Objects.requireNonNull(source.customers().get(piece.sent().account()));
  }

  boolean isDone() {
    return stored != null || failure != null;
  }

  /** It is durable. */
  void done(Stored result) {
    stored = result;
  }

  /** Whether anything of it is durable isn't known. */
  void failed(RuntimeException why) {
    failure = why;
  }

  Stored result() {
    if (failure != null) {
      throw failure;
    }
    return Objects.requireNonNull(stored, "not done");
  }
}
