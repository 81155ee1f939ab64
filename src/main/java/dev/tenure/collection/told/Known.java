package dev.tenure.collection.told;

import java.time.Instant;
import java.util.List;

/**
 * What is stored of a phone system when a connection to it begins.
 *
 * @param calls in progress
 * @param agents who are logged in
 * @param heardUntil until when all was heard; what ended since ends here, the last instant of which
 *     anything is known
 */
public record Known(List<OpenCall> calls, List<OpenAgent> agents, Instant heardUntil) {

  /** Copies the lists. */
  public Known {
    calls = List.copyOf(calls);
    agents = List.copyOf(agents);
  }

  /**
   * A call in progress.
   *
   * @param account under which its events are stored (C8)
   * @param direction a word of docs/intake.md
   * @param queue and {@code agent}: the last ones, empty for none
   * @param toldUntil just after the last that is stored of it; may be after all was heard
   */
  public record OpenCall(
      String ref,
      String account,
      String direction,
      String queue,
      String agent,
      boolean waiting,
      boolean talking,
      Instant toldUntil) {}

  /** The last instant at which that call is known to have been as it is stored. */
  public Instant lastOf(OpenCall call) {
    return call.toldUntil().isAfter(heardUntil) ? call.toldUntil() : heardUntil;
  }

  /** An agent of the account's customer; the status is READY, NOT_READY or WRAP_UP. */
  public record OpenAgent(String ref, String account, String status, String reason) {}
}
