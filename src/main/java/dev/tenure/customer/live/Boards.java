package dev.tenure.customer.live;

import dev.tenure.collection.Board;
import dev.tenure.collection.LiveBoard;
import dev.tenure.collection.Sources;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.PlatformClock;
import dev.tenure.platform.web.Formats;
import dev.tenure.platform.web.Fragments;
import dev.tenure.platform.web.Texts;
import java.time.ZoneId;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Turns what the collection knows into the board's words and those into HTML. */
@Component
class Boards implements BoardSource {

  private static final Actor READER = Actor.system("live board");

  private final LiveBoard live;
  private final Sources sources;
  private final Texts texts;
  private final Fragments fragments;
  private final PlatformClock clock;

  Boards(LiveBoard live, Sources sources, Texts texts, Fragments fragments, PlatformClock clock) {
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
    Formats formats = new Formats(texts, board.zone(), board.asOf());
    BoardTiles tiles = new BoardTiles(texts, board);
    BoardRows rows = new BoardRows(texts, formats, board);
    return new BoardView(
        board.zone(),
        !silent || !sources.ofCustomer(customer, READER).isEmpty(),
        tiles.tiles(),
        rows.agents(),
        rows.queues(),
        rows.calls(),
        tiles.about());
  }

  @Override
  public String render(BoardView board) {
    return html("customer/board", "board", board, board.zone());
  }

  @Override
  public String render(BoardChange change) {
    return html("customer/board-change", "change", change, change.zone());
  }

  private String html(String template, String name, Object subject, ZoneId zone) {
    Formats formats = new Formats(texts, zone, clock.now());
    return fragments.html(template, Map.of(name, subject, "formats", formats, "texts", texts));
  }
}
