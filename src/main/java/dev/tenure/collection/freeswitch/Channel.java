package dev.tenure.collection.freeswitch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A channel, as long as it lives. */
final class Channel {

  final String id;
  final Instant startedAt;

  /** The one with which its call began. */
  final boolean first;

  SwitchCall call;

  /** Who it is: the number dialled to reach it, or the caller's. */
  String number = "";

  /** The agent to whom it is a queue's offer; empty if it is none. */
  String offeredTo = "";

  /** Whether its ringing was told. */
  boolean rang;

  /** When it was hung up; null as long as it lives. */
  @Nullable Instant hungUpAt;

  /** Whether its end was told. */
  boolean over;

  Channel(String id, SwitchCall call, Instant startedAt, boolean first) {
    this.id = id;
    this.call = call;
    this.startedAt = startedAt;
    this.first = first;
  }
}
