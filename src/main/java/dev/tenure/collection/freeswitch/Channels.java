package dev.tenure.collection.freeswitch;

import dev.tenure.collection.eventsocket.SwitchEvent;
import dev.tenure.collection.told.Numbers;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The calls in progress and their channels, and what of their beginnings and ends is told. */
final class Channels {

  /** Where an event of a new channel may name the one on whose behalf it began. */
  private static final List<String> ORIGINATORS =
      List.of(
          "variable_cc_member_session_uuid",
          "variable_originating_leg_uuid",
          "variable_originator",
          "Other-Leg-Unique-ID",
          "Channel-Call-UUID");

  private final Map<String, Channel> channels = new HashMap<>();
  private final Map<String, SwitchCall> calls = new HashMap<>();
  private final SwitchTeller teller;
  private final Roster roster;

  Channels(SwitchTeller teller, Roster roster) {
    this.teller = teller;
    this.roster = roster;
  }

  Optional<Channel> channel(String id) {
    return Optional.ofNullable(channels.get(id));
  }

  Set<String> ids() {
    return Set.copyOf(channels.keySet());
  }

  int size() {
    return channels.size();
  }

  List<SwitchCall> all() {
    return List.copyOf(calls.values());
  }

  /** The channel that an event is about; begins it when it wasn't heard of before. */
  @Nullable Channel about(SwitchEvent event, Instant at) {
    String id = event.channel();
    if (id.isEmpty()) {
      return null;
    }
    Channel channel = channels.get(id);
    if (channel == null && event.get("Answer-State").equals("hangup")) {
      return null;
    }
    if (channel == null) {
      Instant since = event.instant("Caller-Channel-Created-Time").orElse(at);
      return begin(event, since.isAfter(at) ? at : since, false);
    }
    channel.call.heard(at);
    return channel;
  }

  /**
   * A channel that is there from that instant on.
   *
   * @param told whether its beginning is stored already
   */
  Channel begin(SwitchEvent event, Instant at, boolean told) {
    String id = event.channel();
    SwitchCall call = callOf(event);
    boolean first = call == null;
    if (call == null) {
      call = new SwitchCall(id, at);
      calls.put(id, call);
    }
    Channel channel = new Channel(id, call, at, first);
    channels.put(id, channel);
    call.channels.put(id, channel);
    call.heard(at);
    String from = Numbers.number(event.get("Caller-Caller-ID-Number"));
    String to = Numbers.number(event.get("Caller-Destination-Number"));
    boolean dialled = event.get("Call-Direction").equals("outbound");
    channel.number = dialled ? to : from;
    if (event.get("variable_cc_side").equals("agent")) {
      channel.offeredTo = event.get("variable_cc_agent");
    }
    call.mark("ext", to);
    call.mark("ext", Numbers.isInternal(from) ? from : "");
    call.mark("context", first ? event.get("Caller-Context") : "");
    call.mark("account", event.get("variable_accountcode"));
    if (first) {
      // Internal phones have a number; callers from outside may withhold theirs.
      boolean withheld =
          from.isEmpty() && !dialled && !Numbers.isInternal(event.get("Caller-Username"));
      call.direction = withheld ? "inbound" : Numbers.direction(from, to);
    }
    if (told) {
      return channel;
    }
    if (first) {
      String agent = call.direction.equals("outbound") ? roster.at(from) : "";
      teller.call(
          call,
          at,
          "LegStarted",
          id,
          "legRef",
          id,
          "direction",
          call.direction,
          "from",
          from,
          "to",
          to,
          "agent",
          agent);
    } else {
      teller.call(call, at, "LegStarted", id, "legRef", id, "to", channel.number);
    }
    return channel;
  }

  private @Nullable SwitchCall callOf(SwitchEvent event) {
    for (String header : ORIGINATORS) {
      Channel other = channels.get(event.get(header));
      if (other != null) {
        return other.call;
      }
    }
    return null;
  }

  /** Two calls have become one: the channel leaves its call for the other one. */
  void move(Channel channel, SwitchCall joined, Instant at) {
    SwitchCall left = channel.call;
    leave(channel, at, "", "unknown");
    channel.over = false;
    left.channels.remove(channel.id);
    channel.call = joined;
    joined.channels.put(channel.id, channel);
    joined.heard(at);
    for (String mark : left.marks()) {
      int colon = mark.indexOf(':');
      joined.mark(mark.substring(0, colon), mark.substring(colon + 1));
    }
    teller.call(joined, at, "LegStarted", channel.id, "legRef", channel.id, "to", channel.number);
    endIfEmpty(left);
  }

  /** A channel has hung up; it may still be told of until it is destroyed. */
  void leave(Channel channel, Instant at, String cause, String party) {
    if (!channel.over) {
      channel.over = true;
      channel.call.heard(at);
      teller.call(
          channel.call,
          at,
          "LegEnded",
          channel.id,
          "legRef",
          channel.id,
          "cause",
          cause,
          "party",
          party);
    }
  }

  /** A channel is gone; with its last one the call ends. */
  void destroyed(Channel channel) {
    channels.remove(channel.id);
    channel.call.channels.remove(channel.id);
    endIfEmpty(channel.call);
  }

  private void endIfEmpty(SwitchCall call) {
    if (call.channels.isEmpty() && calls.remove(call.ref) != null) {
      String by = call.hungUpBy.isEmpty() ? "system" : call.hungUpBy;
      teller.call(call, call.lastAt, "CallEnded", call.ref, "by", by);
    }
  }
}
