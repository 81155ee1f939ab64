package dev.tenure.customer.live;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The live board in words. It holds no running time, only since when something runs: two boards
 * that look the same are equal, and the browser lets the clocks run.
 *
 * @param zone the customer's
 * @param connected whether a phone system is connected at all; without one there is nothing to see
 * @param agentsSummary "3 available · 1 talking", empty without agents
 */
public record BoardView(
    ZoneId zone,
    boolean connected,
    List<Tile> tiles,
    String agentsSummary,
    List<AgentCard> agents,
    List<CallRow> calls) {

  /** Copies the lists. */
  public BoardView {
    tiles = List.copyOf(tiles);
    agents = List.copyOf(agents);
    calls = List.copyOf(calls);
  }

  /**
   * One number.
   *
   * @param note small text below it, may be empty
   * @param since what runs behind the note, null for nothing
   * @param warn whether it asks for attention
   */
  public record Tile(
      String label, String value, String note, @Nullable Instant since, boolean warn) {}

  /**
   * One agent.
   *
   * @param tone {@code ready}, {@code talk}, {@code away} or {@code off}
   * @param since null for an agent who is logged out since nobody knows when
   * @param detail the queue or the number of the present call, may be empty
   */
  public record AgentCard(
      String name, String tone, String status, @Nullable Instant since, String detail) {}

  /**
   * One call in progress.
   *
   * @param address of its journey
   * @param tone of the state's badge, empty for plain text
   * @param since when this state began
   */
  public record CallRow(
      String address,
      String caller,
      String direction,
      String queue,
      String agent,
      String state,
      String tone,
      Instant since) {}
}
