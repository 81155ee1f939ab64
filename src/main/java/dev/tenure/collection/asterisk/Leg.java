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

  /** What it dialled as it began; empty for nothing, or if it was itself dialled. */
  String dialledFirst = "";

  /** Whether its beginning was told. */
  boolean announced;

  /** Whether the phone system called it, rather than the other way round. */
  boolean called;

  /** When it was answered, or the phone system took it; null if that isn't so yet. */
  @Nullable Instant upAt;

  /** It has rung. */
  boolean rang;

  /** Its own end said that it doesn't take the call: the cause; empty as long as it didn't. */
  String declined = "";

  /** It took a call that rang elsewhere. */
  boolean pickedUp;

  /** Which channel dialled it; null if none did. */
  @Nullable Leg dialler;

  /** Which one it dialled last; null for none. */
  @Nullable Leg dialled;

  /** Of the hidden half of a Local pair: whoever is there. */
  @Nullable Leg reached;

  /** The id of a leg whose place it has taken, and which was told to talk; empty for none. */
  String standsFor = "";

  /** Whether another has taken its place, with whose end it is told to end. */
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
