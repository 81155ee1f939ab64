package dev.tenure.collection.freeswitch;

import dev.tenure.collection.eventsocket.SwitchEvent;
import dev.tenure.collection.told.Numbers;
import java.time.Instant;
import java.util.Objects;

/** Who talks with whom: ringing, bridges, holds, transfers and parking. */
final class Bridges {

  private final Channels channels;
  private final Roster roster;
  private final SwitchTeller teller;

  Bridges(Channels channels, Roster roster, SwitchTeller teller) {
    this.channels = channels;
    this.roster = roster;
    this.teller = teller;
  }

  void rings(Channel channel, Instant at) {
    // That an agent's phone rings for a queue is told by the queue.
    if (!channel.first && !channel.rang && channel.offeredTo.isEmpty()) {
      channel.rang = true;
      teller.call(
          channel.call,
          at,
          "LegRinging",
          channel.id,
          "legRef",
          channel.id,
          "number",
          channel.number,
          "agent",
          roster.at(channel.number));
    }
  }

  /** Only a bridge is a talk: announcements and confirmations are answered too. */
  void bridged(SwitchEvent event, Channel channel, Instant at) {
    Channel other = channels.channel(other(event, channel)).orElse(null);
    if (other == null) {
      return;
    }
    if (other.call != channel.call) {
      joined(channel, other, at);
    }
    SwitchCall call = channel.call;
    Channel with = other.first ? channel : other;
    if (call.parked) {
      call.parked = false;
      teller.call(call, at, "Unparked", call.ref);
    }
    boolean ofQueue = call.connect != null && call.connect.channel().equals(with.id);
    if (!ofQueue && !call.talkingWith.equals(with.id)) {
      call.talks();
      teller.call(
          call,
          at,
          "LegAnswered",
          with.id,
          "legRef",
          with.id,
          "number",
          with.number,
          "agent",
          agent(with));
    }
    call.talkingWith = with.id;
  }

  private static String other(SwitchEvent event, Channel channel) {
    String b = event.get("Bridge-B-Unique-ID");
    if (!b.isEmpty() && !b.equals(channel.id)) {
      return b;
    }
    String a = event.get("Bridge-A-Unique-ID");
    return a.isEmpty() || a.equals(channel.id) ? event.get("Other-Leg-Unique-ID") : a;
  }

  private String agent(Channel channel) {
    return channel.offeredTo.isEmpty() ? roster.at(channel.number) : channel.offeredTo;
  }

  /**
   * Channels of two calls are joined, as at the end of an attended transfer: the older call goes
   * on.
   */
  private void joined(Channel channel, Channel other, Instant at) {
    boolean ours = !channel.call.startedAt.isAfter(other.call.startedAt);
    Channel stays = ours ? channel : other;
    Channel moves = ours ? other : channel;
    SwitchCall call = stays.call;
    if (!call.talkingWith.isEmpty()) {
      String by = channels.channel(call.talkingWith).map(c -> c.number).orElse("");
      transferred(call, "attended", by, moves.number, at);
    }
    channels.move(moves, call, at);
  }

  void unbridged(SwitchEvent event, Channel channel) {
    SwitchCall call = channel.call;
    String other = other(event, channel);
    if (call.talkingWith.equals(other) || call.talkingWith.equals(channel.id)) {
      call.talkingWith = "";
    }
  }

  void hold(Channel channel, Instant at, String type) {
    teller.call(channel.call, at, type, channel.id, "legRef", channel.id);
  }

  /** A channel is parked for somebody to take it when it has talked; else some program holds it. */
  void parked(Channel channel, String slot, Instant at) {
    SwitchCall call = channel.call;
    if (!call.parked && channel.hungUpAt == null && call.talked()) {
      call.parked = true;
      call.connect = null;
      call.talks();
      teller.call(call, at, "Parked", channel.id, "slot", slot);
    }
  }

  void unparked(Channel channel, Instant at) {
    if (channel.call.parked) {
      channel.call.parked = false;
      teller.call(channel.call, at, "Unparked", channel.id);
    }
  }

  /** A channel hangs up; who did it is known at the end of it. */
  void hangsUp(SwitchEvent event, Channel channel, Instant at) {
    if (channel.hungUpAt != null) {
      return;
    }
    channel.hungUpAt = at;
    SwitchCall call = channel.call;
    boolean talks =
        channel.first || call.talkingWith.equals(channel.id) || isConnected(call, channel);
    if (talks && call.firstToGo.isEmpty()) {
      call.firstToGo = channel.id;
      call.talkEndedAt = at;
    }
    if (event.get("Hangup-Cause").equals("BLIND_TRANSFER")) {
      transferred(call, "blind", channel.number, target(event), at);
    }
  }

  private static boolean isConnected(SwitchCall call, Channel channel) {
    return call.connect != null && call.connect.channel().equals(channel.id);
  }

  /** {@code 5001} of {@code <sip:5001@host;user=phone>}. */
  private static String target(SwitchEvent event) {
    String uri = event.get("variable_sip_refer_to").replaceAll("[<>]", "");
    String user = uri.substring(uri.indexOf(':') + 1);
    int end = user.indexOf('@');
    return Numbers.number(end < 0 ? user : user.substring(0, end));
  }

  private void transferred(SwitchCall call, String kind, String by, String to, Instant at) {
    // What mod_callcenter says later about this talk is about a talk that is over.
    call.connect = null;
    call.talkingWith = "";
    call.talks();
    teller.call(call, at, "Transferred", call.ref, "kind", kind, "by", by, "to", to);
  }

  void hungUp(SwitchEvent event, Channel channel, Instant at) {
    hangsUp(event, channel, at);
    SwitchCall call = channel.call;
    String said = event.get("variable_sip_hangup_disposition");
    boolean itself = said.startsWith("recv_") || (said.isEmpty() && isPhone(event, channel));
    if (itself && call.hungUpBy.isEmpty() && call.firstToGo.equals(channel.id)) {
      call.hungUpBy = party(channel);
    }
    if (channel.first) {
      leave(event, channel, itself ? party(channel) : call.hungUpBy);
    }
  }

  /** A channel is destroyed. By now it is known who hung up, which the other side's end tells. */
  void gone(SwitchEvent event, Channel channel) {
    SwitchCall call = channel.call;
    String first =
        channels
            .channel(call.firstToGo)
            .filter(other -> other != channel)
            .map(this::party)
            .orElse("");
    leave(event, channel, call.hungUpBy.isEmpty() ? first : call.hungUpBy);
    channels.destroyed(channel);
  }

  private void leave(SwitchEvent event, Channel channel, String party) {
    channels.leave(
        channel, Objects.requireNonNull(channel.hungUpAt), event.get("Hangup-Cause"), party);
  }

  /** Phones that don't speak SIP leave no word of who hung up: then it is the first to go. */
  private static boolean isPhone(SwitchEvent event, Channel channel) {
    return !event.get("Channel-Name").startsWith("sofia/")
        && channel.call.firstToGo.equals(channel.id);
  }

  private String party(Channel channel) {
    return switch (channel.call.direction) {
      case "inbound", "internal" -> channel.first ? "caller" : "agent";
      // The caller is the other side, although an agent made the call.
      case "outbound" -> channel.first ? "agent" : "caller";
      default -> channel.first ? "caller" : agent(channel).isEmpty() ? "unknown" : "agent";
    };
  }
}
