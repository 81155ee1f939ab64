package dev.tenure.collection.asterisk;

import dev.tenure.collection.ami.AmiMessage;
import dev.tenure.collection.told.Numbers;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The calls in progress and their channels, and what of their beginnings and ends is told. */
final class Calls {

  /** A channel may get its number a moment after it began; these may come between. */
  private static final Set<String> BEFORE_NUMBER =
      Set.of("VarSet", "Newexten", "NewCallerid", "Newstate");

  /** For a short time Asterisk still reports channels that have gone. */
  private static final int REMEMBERED = 2_000;

  private final Map<String, Conversation> calls = new HashMap<>();
  private final Map<String, Leg> legs = new HashMap<>();
  private final Map<String, Leg> byChannel = new HashMap<>();
  private final Map<String, Boolean> gone =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > REMEMBERED;
        }
      };
  private final Teller teller;
  private final Announcing announcing;
  private final Joining joining;
  private final Linking linking;
  private final LocalPairs pairs = new LocalPairs(this);

  Calls(Teller teller, Agents agents) {
    this.teller = teller;
    this.announcing = new Announcing(this, agents, teller);
    this.joining = new Joining(this, teller);
    this.linking = new Linking(this, joining);
  }

  Joining joining() {
    return joining;
  }

  /** Does what is due by that instant without any message. */
  void due(Instant now) {
    linking.due(now);
  }

  LocalPairs pairs() {
    return pairs;
  }

  Announcing announcing() {
    return announcing;
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

  /** Each call once. */
  Set<Conversation> all() {
    return legs.values().stream().map(leg -> leg.call).collect(Collectors.toSet());
  }

  boolean isGone(String id) {
    return gone.containsKey(id);
  }

  /** The channel that a message is about, by fields that begin with the prefix; null for none. */
  @Nullable Leg about(AmiMessage message, String prefix, Instant at) {
    String id = message.get(prefix + "Uniqueid");
    if (id.isEmpty() || isGone(id)) {
      return null;
    }
    Leg leg = legs.get(id);
    String linked = message.get(prefix + "Linkedid");
    if (leg == null) {
      // Heard of for the first time, since its beginning was before the connection's.
      return linked.isEmpty() ? null : begin(message, prefix, at);
    }
    if (!linked.isEmpty() && !leg.call.linkedIds.contains(linked)) {
      linking.linked(leg, linked, at);
    }
    leg.call.heard(at);
    if (!leg.announced
        && (knowsNumber(message, prefix) || !BEFORE_NUMBER.contains(message.event()))) {
      announcing.announce(leg, message, prefix);
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
    Conversation call = call(message.get(prefix + "Linkedid"), at);
    String id = message.get(prefix + "Uniqueid");
    Leg leg = new Leg(id, channel, call, at);
    if (call.firstLeg.isEmpty()) {
      call.firstLeg = id;
      call.mark("context", message.get(prefix + "Context"));
      leg.dialledFirst = Numbers.number(message.get(prefix + "Exten"));
      // A channel that the phone system makes to call somebody begins “down”.
      leg.called = message.get("ChannelState").equals("0") && message.event().equals("Newchannel");
      call.undecided = leg.called;
    }
    legs.put(id, leg);
    byChannel.put(channel, leg);
    call.legs.put(id, leg);
    call.heard(at);
    call.mark("account", message.get(prefix + "AccountCode"));
    leg.announced = told;
    if (told) {
      call.forgetTold();
      call.mark("ext", leg.number);
    } else if (knowsNumber(message, prefix)) {
      announcing.announce(leg, message, prefix);
    }
    return leg;
  }

  /** The call of that Linkedid, existing or new. */
  Conversation call(String linked, Instant at) {
    return calls.computeIfAbsent(linked, ref -> new Conversation(ref, at));
  }

  /** Makes that Linkedid another name of the call with that reference. */
  void alias(String linked, String ref, Instant at) {
    Conversation call = call(ref, at);
    call.linkedIds.add(linked);
    calls.put(linked, call);
  }

  /** The channel leaves its call for another one. */
  void move(Leg leg, Conversation target, Instant at) {
    Conversation left = leg.call;
    leave(leg, at, "", "unknown");
    if (target.firstLeg.isEmpty()) {
      target.firstLeg = leg.id;
    }
    target.legs.put(leg.id, leg);
    target.heard(at);
    leg.call = target;
    left.marks().forEach(mark -> target.mark(before(mark), after(mark)));
    if (!leg.isHidden()) {
      teller.call(target, at, "LegStarted", leg.id, "legRef", leg.id, "to", leg.number);
    }
  }

  private static String before(String mark) {
    return mark.substring(0, mark.indexOf(':'));
  }

  private static String after(String mark) {
    return mark.substring(mark.indexOf(':') + 1);
  }

  /** One call becomes part of another, with all its channels, and ends as a separate call. */
  void joinWhole(Conversation part, Conversation whole, Instant at) {
    moveAll(part, whole);
    whole.heard(at);
    teller.call(part, at, "CallJoined", part.ref, "into", whole.ref);
  }

  /** Moves all channels of a call, and its marks, to another. */
  void moveAll(Conversation part, Conversation whole) {
    part.marks().forEach(mark -> whole.mark(before(mark), after(mark)));
    whole.marks().forEach(mark -> part.mark(before(mark), after(mark)));
    part.legs
        .values()
        .forEach(leg -> {
          leg.call = whole;
          whole.legs.put(leg.id, leg);
        });
    part.legs.clear();
    for (String linked : part.linkedIds) {
      calls.put(linked, whole);
    }
    whole.linkedIds.addAll(part.linkedIds);
  }

  /** A channel is gone; with its last one the call ends. */
  void end(Leg leg, Instant at, String cause) {
    leave(leg, at, cause, leg.call.hungUpBy);
    legs.remove(leg.id);
    byChannel.remove(leg.channel, leg);
    gone.put(leg.id, true);
  }

  private void leave(Leg leg, Instant at, String cause, String party) {
    Conversation call = leg.call;
    call.heard(at);
    call.legs.remove(leg.id);
    if (leg.isFirst()) {
      announcing.decide(call, "");
      call.takenAt = leg.upAt;
    }
    if (leg.announced && !leg.isHidden() && !leg.replaced) {
      legEnded(call, leg.id, at, cause, party);
    }
    if (!leg.standsFor.isEmpty()) {
      legEnded(call, leg.standsFor, at, cause, party);
    }
    if (call.legs.isEmpty()) {
      call.linkedIds.forEach(calls::remove);
      String by = call.hungUpBy.isEmpty() ? party.isEmpty() ? "system" : party : call.hungUpBy;
      announcing.taken(call);
      teller.call(call, call.lastAt, "CallEnded", call.ref, "by", by);
      call.over();
    }
  }

  private void legEnded(Conversation call, String leg, Instant at, String cause, String party) {
    call.ended(leg);
    teller.call(call, at, "LegEnded", leg, "legRef", leg, "cause", cause, "party", party);
  }

  /** Forgets everything; what follows is from another connection. */
  void clear() {
    calls.clear();
    legs.clear();
    byChannel.clear();
    gone.clear();
    linking.clear();
  }
}
