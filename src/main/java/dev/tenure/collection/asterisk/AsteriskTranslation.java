package dev.tenure.collection.asterisk;

import dev.tenure.collection.ami.AmiMessage;
import dev.tenure.collection.told.Known;
import dev.tenure.collection.told.Told;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Turns what one Asterisk tells into canonical events, message by message. It keeps what is in
 * progress and nothing else; it has no clock and reads none. For one connection at a time, and for
 * one thread.
 */
public final class AsteriskTranslation {

  private static final Pattern STAMP = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,9})?");

  /** Asterisk's own names and ids are shorter; what is kept of them has to have an end. */
  private static final int LONGEST_WORD = 256;

  private final Teller teller = new Teller();
  private final Agents agents = new Agents(teller);
  private final Calls calls = new Calls(teller, agents);
  private final Talks talks = new Talks(calls, agents, teller);
  private final Transfers transfers = new Transfers(calls, talks, teller);
  private final Bridges bridges = new Bridges(calls, talks, teller);
  private final Endings endings = new Endings(calls, agents);
  private final Queues queues = new Queues(calls, agents, teller);

  /** A translation that has heard nothing yet. */
  public AsteriskTranslation() {}

  /**
   * When a message was made, by the phone system's clock; empty if it has {@code timestampevents}
   * switched off.
   */
  public static Optional<Instant> stamp(AmiMessage message) {
    String text = message.get("Timestamp");
    if (!STAMP.matcher(text).matches()) {
      return Optional.empty();
    }
    long nanos = new BigDecimal(text).movePointRight(9).longValue();
    return Optional.of(Instant.ofEpochSecond(0, nanos / 1000 * 1000));
  }

  /**
   * Hears a message.
   *
   * @param whole the message
   * @param receivedAt stands in for its instant if it has none
   * @return what it tells, perhaps nothing
   */
  public List<Told> take(AmiMessage whole, Instant receivedAt) {
    AmiMessage message = whole.cut(LONGEST_WORD);
    List<Told> told = teller.begin();
    Instant at = stamp(message).orElse(receivedAt);
    agents.due(at);
    calls.due(at);
    switch (message.event()) {
      case "Newchannel" -> began(message, at);
      case "NewCallerid" -> calls.about(message, "", at);
      case "Newstate" -> talks.state(message, at);
      case "Newexten" -> queues.sent(message, at);
      case "Hangup" -> hungUp(message, at);
      case "HangupRequest" -> endings.hangupRequested(message, at);
      case "DialBegin" -> talks.dialled(message, at);
      case "DialEnd" -> talks.dialEnded(message, at);
      case "BridgeEnter" -> bridges.entered(message, at);
      case "BridgeLeave" -> bridges.left(message, at);
      case "Hold" -> talks.hold(message, at, "LegHeld");
      case "Unhold" -> talks.hold(message, at, "LegRetrieved");
      case "BlindTransfer" -> transfers.blind(message, at);
      case "AttendedTransfer" -> transfers.attended(message, at);
      case "ParkedCall" -> transfers.parked(message, at);
      case "UnParkedCall", "ParkedCallTimeOut" -> transfers.unparked(message, at);
      case "ParkedCallGiveUp" -> transfers.gaveUp(message, at);
      case "Pickup" -> talks.pickedUp(message, at);
      case "QueueCallerJoin" -> queues.joined(message, at);
      case "QueueCallerAbandon" -> queues.saidAbandoned(message, at);
      case "QueueCallerLeave" -> queues.left(message, at);
      case "VarSet" -> queues.status(message, at);
      case "AgentCalled" -> queues.offered(message, at);
      case "AgentRingNoAnswer" -> queues.offerFailed(message, at);
      case "AgentConnect" -> queues.connected(message, at);
      case "AgentComplete" -> queues.completed(message, at);
      case "QueueMemberAdded", "QueueMemberStatus", "QueueMemberPause" ->
          agents.member(message, at);
      case "QueueMemberRemoved" -> agents.removed(message, at);
      case "AgentLogin" -> agents.pool(message, at, true);
      case "AgentLogoff" -> agents.pool(message, at, false);
      default -> {
        // Asterisk tells much that is of no concern here.
      }
    }
    return List.copyOf(told);
  }

  /**
   * Takes up the thread at the beginning of a connection, or again after one was lost.
   *
   * @param snapshot the events that answer CoreShowChannels and QueueStatus
   * @param at of the snapshot, by the phone system's clock
   */
  public List<Told> resume(List<AmiMessage> snapshot, Known known, Instant at) {
    List<Told> told = teller.begin();
    new Resumption(calls, agents, teller, known, at)
        .run(snapshot.stream().map(message -> message.cut(LONGEST_WORD)).toList());
    return List.copyOf(told);
  }

  /**
   * What is due by that instant of the phone system's clock without any message: wrap-ups' ends.
   */
  public List<Told> due(Instant now) {
    List<Told> told = teller.begin();
    agents.due(now);
    calls.due(now);
    return List.copyOf(told);
  }

  /** The status of each logged-in agent, whether or not it was reported before (C8). */
  public List<Told> restate(Instant at) {
    List<Told> told = teller.begin();
    agents.restate(at);
    return List.copyOf(told);
  }

  /** The same, for agents whose queues have changed since the last call. */
  public List<Told> moved(Instant at) {
    List<Told> told = teller.begin();
    agents.restateMoved(at);
    return List.copyOf(told);
  }

  /**
   * Since when there is somebody of whom it is to be told how they left their queue, as soon as
   * Asterisk has said it, which is the next moment; empty if there is nobody.
   *
   * @param now of the phone system's clock
   */
  public Optional<Instant> untoldSince(Instant now) {
    return queues.untoldSince(now);
  }

  /** How many channels are in progress. */
  public int inProgress() {
    return calls.channels();
  }

  /** How many things are kept in memory: channels, agents' places in queues, and their like. */
  public int held() {
    return calls.channels() + agents.held() + queues.held();
  }

  private void began(AmiMessage message, Instant at) {
    String id = message.get("Uniqueid");
    if (!id.isEmpty()
        && !message.get("Linkedid").isEmpty()
        && calls.leg(id).isEmpty()
        && !calls.isGone(id)) {
      calls.begin(message, "", at);
    }
  }

  private void hungUp(AmiMessage message, Instant at) {
    // Of a channel that was never heard of there is nothing to tell.
    if (calls.leg(message.get("Uniqueid")).isPresent()) {
      Leg leg = Objects.requireNonNull(calls.about(message, "", at));
      queues.leaving(leg);
      calls.end(leg, at, message.get("Cause-txt"));
    }
  }
}
