package dev.tenure.collection.intake;

import dev.tenure.collection.CallDirection;
import dev.tenure.collection.model.Happening;
import dev.tenure.collection.model.Happening.Exit;
import dev.tenure.collection.model.Happening.OfferFailure;
import dev.tenure.collection.model.Happening.Party;
import dev.tenure.collection.model.Happening.Refusal;
import dev.tenure.collection.model.Happening.Transfer;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The types of events that are taken, and how each is read; docs/intake.md is written from this.
 */
enum EventType {
  LEG_STARTED(
      "LegStarted",
      f ->
          new Happening.LegStarted(
              call(f),
              f.required("legRef"),
              f.choice("direction", CallDirection.class, CallDirection.UNKNOWN),
              f.optional("from"),
              f.optional("to"),
              f.optional("agent"))),
  LEG_RINGING(
      "LegRinging",
      f ->
          new Happening.LegRinging(
              call(f), f.required("legRef"), f.optional("number"), f.optional("agent"))),
  LEG_ANSWERED(
      "LegAnswered",
      f ->
          new Happening.LegAnswered(
              call(f), f.required("legRef"), f.optional("number"), f.optional("agent"))),
  LEG_FAILED(
      "LegFailed",
      f -> new Happening.LegFailed(call(f), f.required("legRef"), f.optional("cause"))),
  LEGS_CONNECTED("LegsConnected", f -> new Happening.LegsConnected(call(f), f.required("bridge"))),
  LEGS_DISCONNECTED(
      "LegsDisconnected", f -> new Happening.LegsDisconnected(call(f), f.required("bridge"))),
  LEG_HELD("LegHeld", f -> new Happening.LegHeld(call(f), f.required("legRef"))),
  LEG_RETRIEVED("LegRetrieved", f -> new Happening.LegRetrieved(call(f), f.required("legRef"))),
  TRANSFERRED(
      "Transferred",
      f ->
          new Happening.Transferred(
              call(f),
              f.choice("kind", Transfer.class, Transfer.BLIND),
              f.optional("by"),
              f.optional("to"))),
  DIVERTED("Diverted", f -> new Happening.Diverted(call(f), f.optional("from"), f.optional("to"))),
  PARKED("Parked", f -> new Happening.Parked(call(f), f.optional("slot"))),
  UNPARKED("Unparked", f -> new Happening.Unparked(call(f))),
  PICKED_UP(
      "PickedUp", f -> new Happening.PickedUp(call(f), f.optional("legRef"), f.optional("agent"))),
  QUEUE_ENTERED("QueueEntered", f -> new Happening.QueueEntered(call(f), f.required("queue"))),
  QUEUE_REFUSED(
      "QueueRefused",
      f ->
          new Happening.QueueRefused(call(f), f.required("queue"), f.choice("why", Refusal.class))),
  AGENT_OFFERED(
      "AgentOffered",
      f -> new Happening.AgentOffered(call(f), f.required("queue"), f.required("agent"))),
  OFFER_FAILED(
      "OfferFailed",
      f ->
          new Happening.OfferFailed(
              call(f),
              f.required("queue"),
              f.required("agent"),
              f.choice("why", OfferFailure.class))),
  QUEUE_ANSWERED(
      "QueueAnswered",
      f ->
          new Happening.QueueAnswered(
              call(f), f.required("queue"), f.optional("legRef"), f.required("agent"))),
  QUEUE_EXITED(
      "QueueExited",
      f -> new Happening.QueueExited(call(f), f.required("queue"), f.choice("how", Exit.class))),
  QUEUE_CALL_ENDED(
      "QueueCallEnded",
      f ->
          new Happening.QueueCallEnded(
              call(f), f.required("queue"), f.choice("by", Party.class, Party.UNKNOWN))),
  LEG_ENDED(
      "LegEnded",
      f ->
          new Happening.LegEnded(
              call(f),
              f.required("legRef"),
              f.optional("cause"),
              f.choice("party", Party.class, Party.UNKNOWN))),
  CALL_ENDED(
      "CallEnded",
      f -> new Happening.CallEnded(call(f), f.choice("by", Party.class, Party.UNKNOWN))),
  CALL_JOINED("CallJoined", f -> new Happening.CallJoined(call(f), f.required("into"))),
  BRANCH_JOINED("BranchJoined", f -> new Happening.BranchJoined(call(f), f.required("branch"))),
  AGENT_LOGGED_IN(
      "AgentLoggedIn", f -> new Happening.AgentLoggedIn(f.required("agent"), f.optional("name"))),
  AGENT_LOGGED_OUT(
      "AgentLoggedOut", f -> new Happening.AgentLoggedOut(f.required("agent"), f.optional("name"))),
  AGENT_NOT_READY(
      "AgentNotReady",
      f ->
          new Happening.AgentNotReady(
              f.required("agent"), f.optional("name"), f.optional("reason"))),
  AGENT_READY("AgentReady", f -> new Happening.AgentReady(f.required("agent"), f.optional("name"))),
  WRAP_UP_STARTED(
      "WrapUpStarted", f -> new Happening.WrapUpStarted(f.required("agent"), f.optional("name"))),
  WRAP_UP_ENDED(
      "WrapUpEnded", f -> new Happening.WrapUpEnded(f.required("agent"), f.optional("name"))),
  QUEUE_LOGGED(
      "QueueLogged",
      f ->
          new Happening.QueueLogged(
              call(f),
              f.required("word"),
              f.required("queue"),
              f.optional("agent"),
              f.choice("direction", CallDirection.class, CallDirection.UNKNOWN),
              f.optional("from"),
              f.optional("legRef"),
              f.optional("to"),
              f.number("waited"),
              f.number("talked"),
              f.number("rang"),
              Objects.requireNonNullElse(f.number("after"), 0L),
              Objects.requireNonNullElse(f.number("place"), 0L))),
  QUEUE_LOG_OVER(
      "QueueLogOver", f -> new Happening.QueueLogOver(f.required("agent"), f.optional("name")));

  /** Produced by imports only; phone systems can't send them. */
  private static final Set<EventType> OF_IMPORTS = EnumSet.of(QUEUE_LOGGED, QUEUE_LOG_OVER);

  private interface Reading {
    Happening read(Fields fields) throws Malformed;
  }

  private static final Map<String, EventType> BY_NAME =
      Arrays.stream(values()).collect(Collectors.toMap(EventType::word, Function.identity()));

  private final String word;
  private final Reading reading;

  EventType(String word, Reading reading) {
    this.word = word;
    this.reading = reading;
  }

  private static String call(Fields fields) throws Malformed {
    return fields.required("callRef");
  }

  static Optional<EventType> named(String word) {
    return Optional.ofNullable(BY_NAME.get(word));
  }

  /** All words, for the sentence that refuses another one. */
  static String known() {
    return Arrays.stream(values())
        .filter(EventType::isSent)
        .map(EventType::word)
        .collect(Collectors.joining(", "));
  }

  /** Whether a phone system may send it. */
  boolean isSent() {
    return !OF_IMPORTS.contains(this);
  }

  String word() {
    return word;
  }

  Happening read(Fields fields) throws Malformed {
    Happening what = reading.read(fields);
    if (!(what instanceof Happening.OnCall on) || this == BRANCH_JOINED) {
      return what;
    }
    String branch = fields.optional("branch");
    return branch.isEmpty() ? what : new Happening.OfBranch(branch, on);
  }
}
