package dev.tenure.collection.asterisk;

import dev.tenure.collection.ami.AmiMessage;
import dev.tenure.collection.told.Numbers;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The calls in progress and their channels, and what of their beginnings and ends is told. */
final class Calls {

  /** A channel may get its number a moment after it began; these may come between. */
  private static final Set<String> BEFORE_NUMBER =
      Set.of("VarSet", "Newexten", "NewCallerid", "Newstate");

  private final Map<String, Conversation> calls = new HashMap<>();
  private final Map<String, Leg> legs = new HashMap<>();
  private final Map<String, Leg> byChannel = new HashMap<>();
  private final Teller teller;
  private final Agents agents;

  Calls(Teller teller, Agents agents) {
    this.teller = teller;
    this.agents = agents;
  }

  Optional<Leg> leg(String id) {
    return Optional.ofNullable(legs.get(id));
  }

  Optional<Leg> byChannel(String channel) {
    return Optional.ofNullable(byChannel.get(channel));
  }

  List<Leg> legs() {
    return List.copyOf(legs.values());
  }

  int channels() {
    return legs.size();
  }

  List<Conversation> all() {
    return List.copyOf(calls.values());
  }

  /** The channel that a message is about, by fields that begin with the prefix; null for none. */
  @Nullable Leg about(AmiMessage message, String prefix, Instant at) {
    String id = message.get(prefix + "Uniqueid");
    if (id.isEmpty()) {
      return null;
    }
    Leg leg = legs.get(id);
    String linked = message.get(prefix + "Linkedid");
    if (leg == null) {
      // Heard of for the first time, since its beginning was before the connection's.
      return linked.isEmpty() ? null : begin(message, prefix, at);
    }
    if (!linked.isEmpty() && !linked.equals(leg.call.ref)) {
      move(leg, linked, at);
    }
    leg.call.heard(at);
    if (!leg.announced
        && (knowsNumber(message, prefix) || !BEFORE_NUMBER.contains(message.event()))) {
      announce(leg, message, prefix);
    }
    return leg;
  }

  private static boolean knowsNumber(AmiMessage message, String prefix) {
    return !Numbers.number(message.get(prefix + "CallerIDNum")).isEmpty();
  }

  /** A channel that is there from that instant on, as far as anybody knows. */
  Leg begin(AmiMessage message, String prefix, Instant at) {
    return begin(message, prefix, at, false);
  }

  /**
   * Likewise.
   *
   * @param told whether its beginning is stored already
   */
  Leg begin(AmiMessage message, String prefix, Instant at, boolean told) {
    String channel = message.get(prefix + "Channel");
    Conversation call =
        calls.computeIfAbsent(message.get(prefix + "Linkedid"), ref -> new Conversation(ref, at));
    String id = message.get(prefix + "Uniqueid");
    Leg.Side side = call.firstLeg.isEmpty() ? Leg.Side.FIRST : Leg.Side.OTHER;
    Leg leg = new Leg(id, channel, call, at, side);
    if (side == Leg.Side.FIRST) {
      call.firstLeg = id;
      call.mark("context", message.get(prefix + "Context"));
    }
    legs.put(id, leg);
    byChannel.put(channel, leg);
    call.legs.put(id, leg);
    call.heard(at);
    call.mark("account", message.get(prefix + "AccountCode"));
    leg.announced = told;
    if (told) {
      call.mark("ext", leg.number);
    } else if (knowsNumber(message, prefix)) {
      announce(leg, message, prefix);
    }
    return leg;
  }

  /** Tells that a leg began; the first one as soon as Asterisk knows who calls. */
  private void announce(Leg leg, AmiMessage message, String prefix) {
    leg.announced = true;
    if (leg.isHidden()) {
      return;
    }
    Conversation call = leg.call;
    call.mark("ext", ChannelName.extension(leg.channel));
    if (!leg.id.equals(call.firstLeg)) {
      teller.call(call, leg.startedAt, "LegStarted", leg.id, "legRef", leg.id, "to", leg.number);
      return;
    }
    String from = Numbers.number(message.get(prefix + "CallerIDNum"));
    String to = Numbers.number(message.get(prefix + "Exten"));
    call.mark("ext", to);
    call.mark("context", message.get(prefix + "Context"));
    call.direction = Numbers.direction(from, to);
    teller.call(
        call,
        leg.startedAt,
        "LegStarted",
        leg.id,
        "legRef",
        leg.id,
        "direction",
        call.direction,
        "from",
        from,
        "to",
        to,
        "agent",
        call.direction.equals("inbound") ? "" : agents.at(leg.channel));
  }

  /** Two calls have become one: the channel leaves its call for the other one. */
  private void move(Leg leg, String linked, Instant at) {
    Conversation left = leg.call;
    Conversation joined = calls.computeIfAbsent(linked, ref -> new Conversation(ref, at));
    leave(leg, at, "", "unknown");
    if (joined.firstLeg.isEmpty()) {
      joined.firstLeg = leg.id;
    }
    joined.legs.put(leg.id, leg);
    joined.heard(at);
    leg.call = joined;
    left.marks().forEach(mark -> joined.mark(before(mark), after(mark)));
    if (!leg.isHidden()) {
      teller.call(joined, at, "LegStarted", leg.id, "legRef", leg.id, "to", leg.number);
    }
  }

  private static String before(String mark) {
    return mark.substring(0, mark.indexOf(':'));
  }

  private static String after(String mark) {
    return mark.substring(mark.indexOf(':') + 1);
  }

  /** A channel is gone; with its last one the call ends. */
  void end(Leg leg, Instant at, String cause) {
    String party = leg.call.hungUpBy;
    leave(leg, at, cause, party);
    legs.remove(leg.id);
    byChannel.remove(leg.channel, leg);
  }

  private void leave(Leg leg, Instant at, String cause, String party) {
    Conversation call = leg.call;
    call.heard(at);
    call.legs.remove(leg.id);
    if (leg.announced && !leg.isHidden()) {
      teller.call(call, at, "LegEnded", leg.id, "legRef", leg.id, "cause", cause, "party", party);
    }
    if (call.legs.isEmpty()) {
      calls.remove(call.ref);
      String by = call.hungUpBy.isEmpty() ? party.isEmpty() ? "system" : party : call.hungUpBy;
      teller.call(call, call.lastAt, "CallEnded", call.ref, "by", by);
    }
  }

  /** Forgets everything; what follows is from another connection. */
  void clear() {
    calls.clear();
    legs.clear();
    byChannel.clear();
  }
}
