package dev.tenure.collection.asterisk;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A channel, as long as it lives. */
final class Leg {

  final String id;
  final String channel;
  final Instant startedAt;
  Conversation call;

  /** Who it is: the number dialled to reach it, or its extension. */
  String number;

  /** The number that it first dialled; empty for none, or if it was itself dialled. */
  String dialledFirst = "";

  /** Whether its beginning was told. */
  boolean announced;

  /** Whether the phone system called it, rather than being called by it. */
  boolean called;

  /** When it was answered, or the phone system took it; null before. */
  @Nullable Instant upAt;

  /** Whether it has rung. */
  boolean rang;

  /** The cause with which its own end declined the call; empty for none. */
  String declined = "";

  /** Whether it took a call that rang elsewhere. */
  boolean pickedUp;

  /** Which channel dialled it; null if none did. */
  @Nullable Leg dialler;

  /** Which one it dialled last; null for none. */
  @Nullable Leg dialled;

  /** For the hidden half of a Local pair: the leg behind it. */
  @Nullable Leg reached;

  /** The id of a leg that it has replaced and that was reported to talk; empty for none. */
  String standsFor = "";

  /** Whether another leg has replaced it; its end is reported with that one's. */
  boolean replaced;

  /** The queue that the dialplan last sent it to. */
  String queueSent = "";

  /** The queue and agent to whom it is an offer; empty for none. */
  String offeredBy = "";

  String offeredTo = "";

  /** How dialling it ended; empty as long as it rings. */
  String dialStatus = "";

  String bridge = "";

  Leg(String id, String channel, Conversation call, Instant startedAt) {
    this.id = id;
    this.channel = channel;
    this.call = call;
    this.startedAt = startedAt;
    this.number = ChannelName.extension(channel);
  }

  boolean isHidden() {
    return ChannelName.isHidden(channel);
  }

  boolean isFirst() {
    return id.equals(call.firstLeg);
  }
}
