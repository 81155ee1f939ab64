package dev.tenure.life;

import dev.tenure.account.Account;
import dev.tenure.account.Intent;
import dev.tenure.account.Timeline;
import dev.tenure.platform.web.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * An account's life drawn on one line: bands of status and marks of what happened. Positions are
 * half true to time and half to order, so that a busy day in a long life can still be read.
 *
 * @param summary the same in words, for those who don't see it
 */
public record Axis(List<Band> bands, List<Mark> marks, int width, String summary) {

  /** A span in one status, named by the tone of its badge. */
  public record Band(int x, int width, String tone) {}

  /**
   * One instant.
   *
   * @param row 0 and 1 above the line, 2 and 3 below it, negative for a mark without its label
   * @param anchor where the label stands at its x, as SVG's text-anchor
   */
  public record Mark(int x, int row, String label, String anchor, boolean now) {}

  private static final int WIDTH = 920;
  private static final int LETTER = 6;

  public Axis {
    bands = List.copyOf(bands);
    marks = List.copyOf(marks);
  }

  static Axis of(Page page, Account account) {
    Instant now = account.readAt();
    NavigableSet<Instant> stops = new TreeSet<>();
    account.timeline().intents().forEach(intent -> stops.add(intent.placedAt()));
    account.timeline().periods().stream()
        .map(period -> period.until())
        .filter(java.util.Objects::nonNull)
        .forEach(stops::add);
    stops.add(now);
    List<Instant> all = List.copyOf(stops);
    Scale scale = new Scale(all);
    List<Mark> marks = marks(page, account, all, scale);
    return new Axis(
        bands(account.timeline(), all, scale),
        marks,
        WIDTH,
        String.join("; ", marks.stream().map(Mark::label).toList()));
  }

  private static List<Band> bands(Timeline life, List<Instant> stops, Scale scale) {
    List<Band> bands = new ArrayList<>();
    for (int i = 0; i < stops.size(); i++) {
      int from = scale.x(i);
      int to = i + 1 < stops.size() ? scale.x(i + 1) : WIDTH;
      String tone = LifeWords.tone(life.at(stops.get(i)).orElseThrow().status());
      if (to > from) {
        bands.add(new Band(from, to - from, tone));
      }
    }
    return bands;
  }

  private static List<Mark> marks(Page page, Account account, List<Instant> stops, Scale scale) {
    int[] rowEnds = {-99, -99, -99, -99};
    List<Mark> marks = new ArrayList<>();
    for (int i = 0; i < stops.size(); i++) {
      Instant at = stops.get(i);
      boolean now = at.equals(account.readAt());
      String label =
          now
              ? page.text("life.axis.now")
              : page.formats().shortDate(at) + " · " + word(page, account, at);
      int x = scale.x(i);
      int length = label.length() * LETTER;
      String anchor = x + length > WIDTH ? "end" : "start";
      int left = anchor.equals("end") ? x - length : x;
      int row = freeRow(rowEnds, left, now ? 0 : marks.size() % 2 * 2);
      if (row >= 0) {
        rowEnds[row] = left + length + 10;
      }
      marks.add(new Mark(x, row, label, anchor, now));
    }
    return marks;
  }

  private static int freeRow(int[] rowEnds, int left, int first) {
    for (int i = 0; i < rowEnds.length; i++) {
      int row = (first + i) % rowEnds.length;
      if (rowEnds[row] <= left) {
        return row;
      }
    }
    return -1;
  }

  private static String word(Page page, Account account, Instant at) {
    boolean ends =
        account.timeline().periods().stream().anyMatch(period -> at.equals(period.until()));
    if (ends) {
      return page.text(
          at.isAfter(account.readAt()) ? "life.axis.terminates" : "life.axis.TERMINATED");
    }
    Intent intent =
        account.timeline().intents().stream()
            .filter(each -> each.placedAt().equals(at))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("No intent was recorded at " + at));
    return page.text("life.axis." + intent.kind());
  }

  /** Where each stop stands between 0 and the width less a margin for what comes after the last. */
  private record Scale(List<Instant> stops) {
    int x(int index) {
      int last = stops.size() - 1;
      if (last == 0) {
        return 0;
      }
      double whole = millis(last);
      double byTime = whole == 0 ? 0 : millis(index) / whole;
      double byOrder = (double) index / last;
      return (int) Math.round((byTime + byOrder) / 2 * (WIDTH - 80));
    }

    private double millis(int index) {
      return Duration.between(stops.getFirst(), stops.get(index)).toMillis();
    }
  }
}
