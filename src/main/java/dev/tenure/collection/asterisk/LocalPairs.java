package dev.tenure.collection.asterisk;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Pairs of Local channels, which Asterisk puts between caller and called: others see the half
 * {@code ;1}; the half {@code ;2} runs the dialplan and can dial, be bridged, transferred or
 * parked. A party that talks to one half talks with the leg that the other has reached.
 */
final class LocalPairs {

  /** Pairs behind pairs; a loop of them would have no end. */
  private static final int DEEPEST = 10;

  private final Calls calls;

  LocalPairs(Calls calls) {
    this.calls = calls;
  }

  private @Nullable Leg hidden(Leg leg) {
    return ChannelName.isVisibleHalf(leg.channel)
        ? calls.byChannel(ChannelName.twin(leg.channel)).orElse(null)
        : null;
  }

  /** The real party: the leg itself, or the one behind its pair. */
  Leg far(Leg leg) {
    Leg at = leg;
    for (int i = 0; i < DEEPEST; i++) {
      Leg hidden = hidden(at);
      if (hidden == null || hidden.reached == null) {
        return at;
      }
      at = hidden.reached;
    }
    return at;
  }

  /** The leg that it rings at, or rang last. */
  Leg rung(Leg leg) {
    Leg at = leg;
    for (int i = 0; i < DEEPEST; i++) {
      Leg hidden = hidden(at);
      if (hidden == null || hidden.dialled == null) {
        return at;
      }
      at = hidden.dialled;
    }
    return at;
  }

  /** The outermost leg that was dialled to reach this one and still rings; this one if none. */
  Leg outermost(Leg leg) {
    Leg at = leg;
    for (int i = 0; i < DEEPEST; i++) {
      Leg by = at.dialler;
      if (by == null || !by.isHidden()) {
        return at;
      }
      Leg visible = calls.byChannel(ChannelName.twin(by.channel)).orElse(null);
      if (visible == null || !visible.dialStatus.isEmpty()) {
        return at;
      }
      at = visible;
    }
    return at;
  }

  /** The legs connected with a leg through bridges and pairs, without halves of pairs. */
  Set<Leg> connected(Leg leg) {
    Set<Leg> seen = new LinkedHashSet<>();
    Deque<Leg> open = new ArrayDeque<>(List.of(leg));
    while (!open.isEmpty()) {
      Leg at = open.remove();
      if (seen.add(at)) {
        for (Leg other : at.call.legs.values()) {
          boolean bridged = !at.bridge.isEmpty() && other.bridge.equals(at.bridge);
          if (bridged || (isHalf(at) && other.channel.equals(ChannelName.twin(at.channel)))) {
            open.add(other);
          }
        }
      }
    }
    seen.removeIf(each -> each == leg || isHalf(each));
    return seen;
  }

  static boolean isHalf(Leg leg) {
    return leg.isHidden() || ChannelName.isVisibleHalf(leg.channel);
  }

  /** The leg has entered a bridge: halves of pairs in it have reached it. */
  void met(Leg leg) {
    if (leg.bridge.isEmpty()) {
      return;
    }
    for (Leg other : leg.call.legs.values()) {
      if (other != leg && other.bridge.equals(leg.bridge)) {
        if (other.isHidden() && !leg.isHidden()) {
          other.reached = leg;
        } else if (leg.isHidden() && !other.isHidden()) {
          leg.reached = other;
        }
      }
    }
  }
}
