package dev.tenure.collection.asterisk;

import java.time.Instant;

/** A channel, as long as it lives. */
final class Leg {

  /** On whose side of the call it is. */
  enum Side {
    FIRST,
    OTHER
  }

  final String id;
  final String channel;
  final Instant startedAt;
  final Side side;
  Conversation call;

  /** Who it is: the number dialled to reach it, or its extension. */
  String number;

  /** Whether its beginning was told. */
  boolean announced;

  /** It was dialled by the hidden half of a Local pair: another view of what that pair is. */
  boolean inner;

  /** The queue that the dialplan last sent it to. */
  String queueSent = "";

  /** The queue and agent to whom it is an offer; empty for none. */
  String offeredBy = "";

  String offeredTo = "";

  /** How dialling it ended; empty as long as it rings. */
  String dialStatus = "";

  String bridge = "";

  Leg(String id, String channel, Conversation call, Instant startedAt, Side side) {
    this.id = id;
    this.channel = channel;
    this.call = call;
    this.startedAt = startedAt;
    this.side = side;
    this.number = ChannelName.extension(channel);
  }

  boolean isHidden() {
    return ChannelName.isHidden(channel);
  }
}
