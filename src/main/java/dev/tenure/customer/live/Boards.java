package dev.tenure.customer.live;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.tenure.collection.AgentStatus;
import dev.tenure.collection.Board;
import dev.tenure.collection.Board.AgentNow;
import dev.tenure.collection.Board.CallNow;
import dev.tenure.collection.CallDirection;
import dev.tenure.collection.CallState;
import dev.tenure.collection.LiveBoard;
import dev.tenure.collection.Sources;
import dev.tenure.customer.CallWords;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.PlatformClock;
import dev.tenure.platform.web.Formats;
import dev.tenure.platform.web.Fragments;
import dev.tenure.platform.web.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Turns what the collection knows into the board's words. */
@Component
class Boards implements BoardSource {

  private static final Actor READER = Actor.system("live board");

  private final LiveBoard live;
  private final Sources sources;
  private final Texts texts;
  private final Fragments fragments;
  private final PlatformClock clock;

  Boards(
      LiveBoard live, Sources sources, Texts texts, Fragments fragments, PlatformClock clock) {
    this.live = live;
    this.sources = sources;
    this.texts = texts;
    this.fragments = fragments;
    this.clock = clock;
  }

  @Override
  public BoardView read(CustomerId customer) {
    Board board = live.of(customer);
    boolean silent = board.agents().isEmpty() && board.calls().isEmpty();
    return new BoardView(
        board.zone(),
        !silent || !sources.ofCustomer(customer, READER).isEmpty(),
        tiles(board),
        summary(board.agents()),
        board.agents().stream().map(this::card).toList(),
        board.calls().stream().map(this::row).toList());
  }

  @Override
  public String render(BoardView board) {
    Formats formats = new Formats(texts, board.zone(), clock.now());
    return fragments.html(
        "customer/board", Map.of("board", board, "formats", formats, "texts", texts));
  }

  private List<BoardView.Tile> tiles(Board board) {
    Board.Tiles figures = board.tiles();
    List<BoardView.Tile> tiles = new ArrayList<>();
    tiles.add(tile("in-progress", figures.callsInProgress(), ""));
    tiles.add(
        new BoardView.Tile(
            texts.of("customer.live.waiting"),
            String.valueOf(figures.waiting()),
            figures.longestWaitSince().isPresent() ? texts.of("customer.live.longest") : "",
            figures.longestWaitSince().orElse(null),
            figures.waiting() > 0));
    tiles.add(tile("answered", figures.answeredToday(), ""));
    tiles.add(tile("abandoned", figures.abandonedToday(), share(figures)));
    figures
        .serviceLevel()
        .ifPresent(
            percent ->
                tiles.add(
                    new BoardView.Tile(
                        texts.of("customer.live.service-level"),
                        texts.of("customer.live.percent", percent),
                        texts.of("customer.live.service-level-note"),
                        null,
                        false)));
    return tiles;
  }

  private BoardView.Tile tile(String key, int value, String note) {
    return new BoardView.Tile(
        texts.of("customer.live." + key), texts.of("customer.live.count", value), note, null, false);
  }

  private String share(Board.Tiles figures) {
    int all = figures.answeredToday() + figures.abandonedToday();
    return figures.abandonedToday() == 0
        ? ""
        : texts.of("customer.live.share", 100.0 * figures.abandonedToday() / all);
  }

  private String summary(List<AgentNow> agents) {
    Map<String, Long> tones = agents.stream().collect(groupingBy(Boards::tone, counting()));
    return String.join(
        " · ",
        Stream.of("ready", "talk", "away", "off")
            .filter(tones::containsKey)
            .map(tone -> texts.of("customer.agents." + tone, tones.getOrDefault(tone, 0L)))
            .toList());
  }

  private BoardView.AgentCard card(AgentNow agent) {
    CallNow call = agent.call();
    boolean held = call != null && call.state() == CallState.ON_HOLD;
    String word =
        agent.status() == AgentStatus.NOT_READY && !agent.reason().isEmpty()
            ? agent.reason()
            : texts.of("customer.agent." + (held ? "ON_HOLD" : agent.status()));
    return new BoardView.AgentCard(
        agent.name(), tone(agent), word, agent.since(), call == null ? "" : with(call));
  }

  /** What an agent's call is about: its queue, else the number at its other end. */
  private String with(CallNow call) {
    return !call.queue().isEmpty()
        ? call.queue()
        : call.direction() == CallDirection.OUTBOUND ? call.called() : call.caller();
  }

  private static String tone(AgentNow agent) {
    return switch (agent.status()) {
      case READY, WRAP_UP -> "ready";
      case RINGING, TALKING -> "talk";
      case NOT_READY -> "away";
      case LOGGED_OUT -> "off";
    };
  }

  private BoardView.CallRow row(CallNow call) {
    boolean outbound = call.direction() == CallDirection.OUTBOUND;
    return new BoardView.CallRow(
        "/portal/calls/" + call.id(),
        CallWords.number(texts, outbound ? call.called() : call.caller()),
        CallWords.direction(texts, call.direction()),
        CallWords.orDash(call.queue()),
        CallWords.orDash(call.agentName()),
        CallWords.state(texts, call.state()),
        call.state() == CallState.WAITING ? "hold" : "",
        call.since());
  }
}
