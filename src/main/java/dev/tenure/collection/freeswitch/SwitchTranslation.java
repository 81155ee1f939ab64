package dev.tenure.collection.freeswitch;

import dev.tenure.collection.eventsocket.SwitchEvent;
import dev.tenure.collection.told.Known;
import dev.tenure.collection.told.Told;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns what one FreeSWITCH tells into canonical events, event by event. It keeps what is in
 * progress and nothing else; it has no clock and reads none. For one connection at a time, and for
 * one thread.
 */
public final class SwitchTranslation {

  /** The events that it needs; those after CUSTOM are subclasses. */
  public static final List<String> NEEDED =
      List.of(
          "CHANNEL_CREATE",
          "CHANNEL_PROGRESS",
          "CHANNEL_PROGRESS_MEDIA",
          "CHANNEL_ANSWER",
          "CHANNEL_BRIDGE",
          "CHANNEL_UNBRIDGE",
          "CHANNEL_HOLD",
          "CHANNEL_UNHOLD",
          "CHANNEL_PARK",
          "CHANNEL_UNPARK",
          "CHANNEL_HANGUP",
          "CHANNEL_HANGUP_COMPLETE",
          "CHANNEL_DESTROY",
          "HEARTBEAT",
          "CUSTOM",
          "callcenter::info",
          "valet_parking::info");

  private final SwitchTeller teller = new SwitchTeller();
  private final Roster roster = new Roster(teller);
  private final Channels channels = new Channels(teller, roster);
  private final Bridges bridges = new Bridges(channels, roster, teller);
  private final CallCentre centre = new CallCentre(channels, roster, teller);

  private @Nullable Instant unannounced;

  /** A translation that has heard nothing yet. */
  public SwitchTranslation() {}

  /**
   * Hears an event.
   *
   * @param receivedAt stands in for its instant if it has none
   * @return what it tells, perhaps nothing
   */
  public List<Told> take(SwitchEvent event, Instant receivedAt) {
    List<Told> told = teller.begin(event.core(), event.sequence());
    unannounced = null;
    Instant at = event.stamp().orElse(receivedAt);
    roster.due(at);
    centre.due(at);
    switch (event.name()) {
      case "CUSTOM" -> custom(event, at);
      case "CHANNEL_HANGUP_COMPLETE", "CHANNEL_HANGUP", "CHANNEL_DESTROY" -> ends(event, at);
      default -> {
        if (event.name().startsWith("CHANNEL_") && NEEDED.contains(event.name())) {
          goesOn(event, at);
        }
      }
    }
    return List.copyOf(told);
  }

  private void custom(SwitchEvent event, Instant at) {
    switch (event.get("Event-Subclass")) {
      case "callcenter::info" -> centre.take(event, at);
      case "valet_parking::info" -> valet(event, at);
      default -> {
        // Nothing else is asked for.
      }
    }
  }

  private void valet(SwitchEvent event, Instant at) {
    Channel channel = channels.about(event, at);
    if (channel == null) {
      return;
    }
    if (event.get("Action").equals("hold")) {
      bridges.parked(channel, event.get("Valet-Extension"), at);
    } else {
      bridges.unparked(channel, at);
    }
  }

  private void goesOn(SwitchEvent event, Instant at) {
    boolean known = channels.channel(event.channel()).isPresent();
    Channel channel = channels.about(event, at);
    if (channel == null) {
      return;
    }
    if (!known && !event.name().equals("CHANNEL_CREATE")) {
      unannounced = channel.startedAt;
    }
    switch (event.name()) {
      case "CHANNEL_PROGRESS", "CHANNEL_PROGRESS_MEDIA" -> bridges.rings(channel, at);
      case "CHANNEL_BRIDGE" -> bridges.bridged(event, channel, at);
      case "CHANNEL_UNBRIDGE" -> bridges.unbridged(event, channel);
      case "CHANNEL_HOLD" -> bridges.hold(channel, at, "LegHeld");
      case "CHANNEL_UNHOLD" -> bridges.hold(channel, at, "LegRetrieved");
      case "CHANNEL_PARK" -> bridges.parked(channel, "", at);
      case "CHANNEL_UNPARK" -> bridges.unparked(channel, at);
      default -> {
        // Created and answered: that it is there is told.
      }
    }
  }

  private void ends(SwitchEvent event, Instant at) {
    // Of a channel that was never heard of there is nothing to tell.
    channels
        .channel(event.channel())
        .ifPresent(channel -> {
          channel.call.heard(at);
          if (event.name().equals("CHANNEL_HANGUP")) {
            bridges.hangsUp(event, channel, at);
            centre.hangsUp(channel);
          } else {
            bridges.hungUp(event, channel, at);
            centre.hangsUp(channel);
          }
          if (event.name().equals("CHANNEL_DESTROY")) {
            bridges.gone(event, channel);
          }
        });
  }

  /**
   * Takes up the thread at the beginning of a connection, or again after one was lost.
   *
   * @param snapshot what FreeSWITCH says is in progress
   * @param at of the snapshot, by FreeSWITCH's clock
   */
  public List<Told> resume(SwitchSnapshot snapshot, Known known, Instant at) {
    List<Told> told = teller.begin("snapshot", at.toEpochMilli());
    new SwitchResumption(channels, roster, teller, known, at).run(snapshot);
    return List.copyOf(told);
  }

  /** What is due by that instant of FreeSWITCH's clock without any event: wrap-ups' ends. */
  public List<Told> due(Instant now) {
    List<Told> told = teller.begin("due", now.toEpochMilli());
    roster.due(now);
    centre.due(now);
    return List.copyOf(told);
  }

  /** The status of each logged-in agent, whether or not it was reported before (C8). */
  public List<Told> restate(Instant at) {
    List<Told> told = teller.begin("restated", at.toEpochMilli());
    roster.restate(at);
    return List.copyOf(told);
  }

  /** The same, for agents who have joined queues since the last call. */
  public List<Told> moved(Instant at) {
    List<Told> told = teller.begin("moved", at.toEpochMilli());
    roster.restateMoved(at);
    return List.copyOf(told);
  }

  /**
   * When the channel began of which the last event told, if nothing had told of its beginning:
   * something was missed.
   */
  public Optional<Instant> unannounced() {
    return Optional.ofNullable(unannounced);
  }

  /** How many things are kept in memory: channels, agents and their queues. */
  public int held() {
    return channels.size() + roster.held();
  }

  /** The ids of the channels in progress. */
  public Set<String> inProgress() {
    return channels.ids();
  }
}
