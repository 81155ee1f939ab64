package dev.tenure.customer.live;

import dev.tenure.collection.AgentStatus;
import dev.tenure.collection.Board;
import dev.tenure.collection.Measures;
import dev.tenure.collection.Threshold;
import dev.tenure.collection.Threshold.Figure;
import dev.tenure.customer.live.BoardView.About;
import dev.tenure.customer.live.BoardView.Cell;
import dev.tenure.customer.live.BoardView.Tile;
import dev.tenure.platform.web.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A board's figures on top, and what they and the columns count. */
final class BoardTiles {

  private static final List<String> TONES = List.of("good", "watch", "alarm");

  private final Texts texts;
  private final Board board;
  private final Measures measures;

  BoardTiles(Texts texts, Board board) {
    this.texts = texts;
    this.board = board;
    this.measures = board.settings().measures();
  }

  List<Tile> tiles() {
    Instant longest = board.longestWaitSince().orElse(null);
    return List.of(
        tile("in-progress", number(Figure.CALLS_IN_PROGRESS, board.calls().size()), "", null),
        tile("waiting", number(Figure.WAITING, board.waiting()), "", null),
        tile("longest-wait", wait(texts, board, Figure.LONGEST_WAIT, longest), "", longest),
        tile("answered", number(Figure.ANSWERED, board.visits().answered()), "", null),
        tile("abandoned", abandoned(), share(), null),
        tile(
            "service-level",
            percent(Figure.SERVICE_LEVEL, board.visits().serviceLevel()),
            texts.of("customer.live.service-level-note", measures.serviceLevel().toSeconds()),
            null),
        tile(
            "available",
            board.isUntold()
                ? Cell.of(texts.of("customer.agents.not-told"), -1)
                : number(Figure.AGENTS_AVAILABLE, board.agents(AgentStatus.READY)),
            loggedIn(),
            null));
  }

  private String loggedIn() {
    if (board.isUntold()) {
      return texts.of("customer.live.logged-in-untold");
    }
    String loggedIn = texts.of("customer.live.logged-in", board.loggedIn());
    return board.untold() == 0
        ? loggedIn
        : loggedIn + texts.of("customer.live.and-untold", board.untold());
  }

  /** What the figures count, the tiles' first. */
  List<About> about() {
    return Stream.of(
            "in-progress",
            "waiting",
            "longest-wait",
            "answered",
            "abandoned",
            "service-level",
            "available",
            "offered",
            "agent-answered",
            "agent-missed",
            "agent-talked",
            "queue-agents")
        .map(key -> new About(texts.of("customer.live." + key), meaning(key)))
        .toList();
  }

  private String meaning(String key) {
    return texts.of(
        "customer.live.about." + key,
        measures.serviceLevel().toSeconds(),
        measures.shortAbandon().toSeconds(),
        measures.dayStart().toString());
  }

  private Tile tile(String key, Cell figure, String note, @Nullable Instant since) {
    return new Tile(key, texts.of("customer.live." + key), meaning(key), figure, note, since);
  }

  private Cell number(Figure figure, int value) {
    return judged(texts, board, figure, texts.of("customer.live.count", value), value);
  }

  private Cell percent(Figure figure, OptionalInt value) {
    return percent(texts, board, figure, value);
  }

  /** The share is judged like the number; the graver of the two colours the tile. */
  private Cell abandoned() {
    Cell number = number(Figure.ABANDONED, board.visits().abandoned());
    Cell share = percent(Figure.ABANDONED_SHARE, board.visits().abandonedShare());
    boolean graver = rank(share.tone()) > rank(number.tone());
    return graver ? new Cell(number.text(), number.size(), share.tone(), share.word()) : number;
  }

  private String share() {
    OptionalInt share = board.visits().abandonedShare();
    return board.visits().abandoned() == 0
        ? ""
        : texts.of("customer.live.percent", share.orElse(0));
  }

  private static int rank(String tone) {
    return TONES.indexOf(tone);
  }

  static Cell percent(Texts texts, Board board, Figure figure, OptionalInt value) {
    return value.isEmpty()
        ? Cell.of("–", -1)
        : judged(
            texts,
            board,
            figure,
            texts.of("customer.live.percent", value.getAsInt()),
            value.getAsInt());
  }

  /** Judged by the seconds that it lasts now; the browser lets the clock run. */
  static Cell wait(Texts texts, Board board, Figure figure, @Nullable Instant since) {
    if (since == null) {
      return Cell.of("–", -1);
    }
    long seconds = Math.max(0, Duration.between(since, board.asOf()).toSeconds());
    Cell judged = judged(texts, board, figure, "", seconds);
    // The size is when it began, for it stays the same while the wait grows.
    return new Cell("", -since.getEpochSecond(), judged.tone(), judged.word());
  }

  static Cell judged(Texts texts, Board board, Figure figure, String text, long size) {
    return Threshold.gravest(board.settings().thresholds(), figure, size)
        .map(threshold ->
            new Cell(
                text,
                size,
                threshold.tone().name().toLowerCase(Locale.ROOT),
                threshold.word().isEmpty()
                    ? texts.of("customer.tone." + threshold.tone())
                    : threshold.word()))
        .orElse(Cell.of(text, size));
  }
}
