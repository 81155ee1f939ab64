package dev.tenure.customer.reports;

import java.util.List;

/**
 * A drawing over time; all places are in percent of its width and height, so that it fits any
 * screen without distorting its words.
 *
 * @param summary what somebody hears who can't see it
 */
public record Chart(
    String title,
    String counts,
    String summary,
    List<Tick> ticks,
    List<Label> labels,
    List<Shape> bars,
    List<Line> lines,
    List<Dot> dots,
    List<Shape> gaps) {

  /** Copies the lists. */
  public Chart {
    ticks = List.copyOf(ticks);
    labels = List.copyOf(labels);
    bars = List.copyOf(bars);
    lines = List.copyOf(lines);
    dots = List.copyOf(dots);
    gaps = List.copyOf(gaps);
  }

  /** A line across with its value. */
  public record Tick(String y, String text) {}

  /** A word below; {@code anchor} is start, middle or end; {@code minor} goes on narrow screens. */
  public record Label(String x, String text, String anchor, boolean minor) {}

  /** A bar, or a time without service. */
  public record Shape(String x, String y, String width, String height, String title) {}

  /** From one value to the next. */
  public record Line(String x1, String y1, String x2, String y2) {}

  /** A value. */
  public record Dot(String x, String y, String title) {}
}
