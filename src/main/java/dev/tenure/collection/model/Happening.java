package dev.tenure.collection.model;

import dev.tenure.collection.CallDirection;
import org.jspecify.annotations.Nullable;

/**
 * What an event tells, one record for each type of docs/intake.md. Absent words are empty.
 * References of calls, legs and agents are the phone system's own and unique within the source.
 */
public sealed interface Happening {

  /** Something within a call. */
  sealed interface OnCall extends Happening {
    String call();
  }

  /** Something about an agent's status. */
  sealed interface OnAgent extends Happening {
    String agent();

    /** The agent's name; empty if the event doesn't tell it. */
    String name();
  }

  /** The first leg of a call is the originator's, and tells its direction. */
  record LegStarted(
      String call, String leg, CallDirection direction, String from, String to, String agent)
      implements OnCall {}

  record LegRinging(String call, String leg, String number, String agent) implements OnCall {}

  /**
   * On the first leg it means that the phone system took the call, on another that somebody did.
   */
  record LegAnswered(String call, String leg, String number, String agent) implements OnCall {}

  record LegFailed(String call, String leg, String cause) implements OnCall {}

  record LegsConnected(String call, String bridge) implements OnCall {}

  record LegsDisconnected(String call, String bridge) implements OnCall {}

  record LegHeld(String call, String leg) implements OnCall {}

  record LegRetrieved(String call, String leg) implements OnCall {}

  record Transferred(String call, Transfer kind, String by, String to) implements OnCall {}

  record Diverted(String call, String from, String to) implements OnCall {}

  record Parked(String call, String slot) implements OnCall {}

  record Unparked(String call) implements OnCall {}

  record PickedUp(String call, String leg, String agent) implements OnCall {}

  record QueueEntered(String call, String queue) implements OnCall {}

  record QueueRefused(String call, String queue, Refusal why) implements OnCall {}

  record AgentOffered(String call, String queue, String agent) implements OnCall {}

  record OfferFailed(String call, String queue, String agent, OfferFailure why) implements OnCall {}

  record QueueAnswered(String call, String queue, String leg, String agent) implements OnCall {}

  record QueueExited(String call, String queue, Exit how) implements OnCall {}

  record QueueCallEnded(String call, String queue, Party by) implements OnCall {}

  /**
   * A line of a queue_log about a call, from imports only. All lines of a call are interpreted
   * together, so that the result doesn't depend on the files in which they came (C5).
   *
   * @param word the log's own word for what happened
   * @param waited the log's own seconds, null where it has none; the same for {@code talked}
   * @param rang how long it rang, in milliseconds; null where the log doesn't say
   * @param to the target of a transfer
   * @param after seconds since 1970 of the line of this call before it, where the log's clock went
   *     back since; 0 otherwise
   * @param place among the lines of this call in the same second
   */
  record QueueLogged(
      String call,
      String word,
      String queue,
      String agent,
      CallDirection direction,
      String from,
      String leg,
      String to,
      @Nullable Long waited,
      @Nullable Long talked,
      @Nullable Long rang,
      long after,
      long place)
      implements OnCall {}

  record LegEnded(String call, String leg, String cause, Party party) implements OnCall {}

  record CallEnded(String call, Party by) implements OnCall {}

  /** The call became part of another, and is no longer a separate call. */
  record CallJoined(String call, String into) implements OnCall {}

  /**
   * An event of a call that was separate before it joined this one, such as a consultation.
   *
   * @param branch the former reference of that call
   */
  record OfBranch(String branch, OnCall what) implements OnCall {
    @Override
    public String call() {
      return what.call();
    }
  }

  /** From then on the call continues where that branch is. */
  record BranchJoined(String call, String branch) implements OnCall {}

  record AgentLoggedIn(String agent, String name) implements OnAgent {}

  record AgentLoggedOut(String agent, String name) implements OnAgent {}

  record AgentNotReady(String agent, String name, String reason) implements OnAgent {}

  record AgentReady(String agent, String name) implements OnAgent {}

  record WrapUpStarted(String agent, String name) implements OnAgent {}

  record WrapUpEnded(String agent, String name) implements OnAgent {}

  /**
   * A queue_log ended while the agent was logged in, so that what came next isn't known. It no
   * longer counts once more of the log is known (C13).
   */
  record QueueLogOver(String agent, String name) implements OnAgent {}

  /** Who did it. */
  enum Party {
    CALLER,
    AGENT,
    SYSTEM,
    UNKNOWN
  }

  /** Kinds of transfer. */
  enum Transfer {
    BLIND,
    ATTENDED
  }

  /** Why a queue didn't take a caller. */
  enum Refusal {
    FULL,
    EMPTY,
    CLOSED
  }

  /** Why an offer to an agent came to nothing. */
  enum OfferFailure {
    NO_ANSWER,
    BUSY,
    REJECTED,
    CANCELLED
  }

  /** How a caller left a queue unanswered. */
  enum Exit {
    ABANDONED,
    TIMEOUT,
    EMPTY,
    KEY,
    WITHDRAWN,
    TRANSFERRED,
    OVERFLOW,
    /** The end wasn't seen: the connection or the phone system failed. */
    LOST
  }
}
