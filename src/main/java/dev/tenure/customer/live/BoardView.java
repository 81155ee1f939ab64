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
 * @param about what the figures count, for whoever asks
 */
public record BoardView(
    ZoneId zone,
    boolean connected,
    List<Tile> tiles,
    List<AgentRow> agents,
    List<QueueRow> queues,
    List<CallRow> calls,
    List<About> about) {

  /** Classes of agents' statuses, in the order in which people ask for them. */
  public static final List<String> TONES =
      List.of("ready", "ring", "talk", "wrap", "away", "off", "untold");

  /** Copies the lists. */
  public BoardView {
    tiles = List.copyOf(tiles);
    agents = List.copyOf(agents);
    queues = List.copyOf(queues);
    calls = List.copyOf(calls);
    about = List.copyOf(about);
  }

  /** The classes to filter agents by; “not told” only if there are such agents. */
  public List<String> chips() {
    return TONES.stream()
        .filter(tone ->
            !tone.equals("untold") || agents.stream().anyMatch(each -> each.tone().equals(tone)))
        .toList();
  }

  /** What has an element of its own, which is replaced when it changes. */
  public sealed interface Part {
    /** Unique among its kind. */
    String key();
  }

  /**
   * A figure.
   *
   * @param size by which columns are sorted; negative for none
   * @param tone {@code good}, {@code watch}, {@code alarm} of its threshold, or empty
   * @param word of that threshold, empty without one
   */
  public record Cell(String text, long size, String tone, String word) {

    /** A plain one. */
    public static Cell of(String text, long size) {
      return new Cell(text, size, "", "");
    }
  }

  /**
   * One number on top.
   *
   * @param meaning what it counts
   * @param note small text below it, may be empty
   * @param since what runs in place of the figure, null for nothing
   */
  public record Tile(
      String key, String label, String meaning, Cell figure, String note, @Nullable Instant since)
      implements Part {}

  /**
   * One agent.
   *
   * @param address of the agent's day
   * @param tone one of {@link #TONES}
   * @param order of the status among the others
   * @param reason why not ready, may be empty
   * @param since null for an agent who is logged out since nobody knows when
   * @param about the queue or the number of the present call, may be empty
   * @param call address of that call, empty without one
   * @param talked talk of today, as it stands or as it stood when the present talk began
   * @param talkingSince such that what has passed since then is today's talk; null if none goes on
   */
  public record AgentRow(
      String key,
      String address,
      String name,
      String tone,
      int order,
      String status,
      String reason,
      @Nullable Instant since,
      String about,
      String call,
      long answered,
      long notAnswered,
      Cell talked,
      @Nullable Instant talkingSince)
      implements Part {}

  /**
   * One queue.
   *
   * @param longestWaitSince null if nobody waits
   * @param available "not told" where no agent has a status; the same for {@code paused}
   */
  public record QueueRow(
      String key,
      Cell waiting,
      Cell longestWait,
      @Nullable Instant longestWaitSince,
      Cell available,
      long busy,
      Cell paused,
      long offered,
      long answered,
      Cell abandoned,
      Cell serviceLevel)
      implements Part {}

  /**
   * One call in progress.
   *
   * @param address of its journey
   * @param tone of the state's badge, empty for plain text
   * @param since when this state began
   */
  public record CallRow(
      String key,
      String address,
      String caller,
      String direction,
      String queue,
      String agent,
      String state,
      String tone,
      Instant since)
      implements Part {}

  /** What a figure counts. */
  public record About(String name, String meaning) {}
}
