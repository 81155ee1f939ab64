package dev.tenure.customer.agents;

import dev.tenure.collection.AgentDays;
import dev.tenure.collection.AgentSpell;
import dev.tenure.collection.ServiceGap;
import dev.tenure.customer.AgentWords;
import dev.tenure.platform.web.Formats;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A day as a picture: instants on an axis of {@link #WIDTH} units. Hours are the zone's own, so
 * that a day of 23 or 25 hours has 23 or 25.
 */
public final class DayAxis {

  public static final int WIDTH = 1440;
  public static final int HEIGHT = 20;
  private static final double NARROWEST = 0.6;

  private final AgentDays.Frame frame;
  private final Formats formats;
  private final double length;

  DayAxis(AgentDays.Frame frame, Formats formats) {
    this.frame = frame;
    this.formats = formats;
    this.length = Duration.between(frame.day().from(), frame.day().to()).toMillis();
  }

  /**
   * An hour.
   *
   * @param x in units of the axis
   * @param share of the axis, as {@code 12.5%}
   * @param label "06:00", empty for an hour without one
   */
  public record Tick(String x, String share, String label) {}

  /** Everything of one colour in a bar, as the data of an SVG path. */
  public record Stripe(String tone, String path) {}

  /** One span with its words, for a bar that people point at. */
  public record Block(String tone, String x, String width, String title) {}

  /** The hours; every third is labelled. */
  public List<Tick> ticks() {
    List<Tick> ticks = new ArrayList<>();
    ZonedDateTime at = frame.day().from().atZone(frame.zone());
    LocalDateTime wall = at.toLocalDateTime();
    if (wall.getMinute() != 0) {
      at = at.plusMinutes(60L - wall.getMinute());
    }
    for (ZonedDateTime hour = at;
        hour.toInstant().isBefore(frame.day().to());
        hour = hour.plusHours(1)) {
      Instant instant = hour.toInstant();
      String label = hour.getHour() % 3 == 0 ? formats.time(instant) : "";
      ticks.add(new Tick(number(x(instant)), share(instant), label));
    }
    return ticks;
  }

  /** How many hours the day has. */
  public long hours() {
    return Duration.between(frame.day().from(), frame.day().to()).toHours();
  }

  /** The bar of an agent, the colours in the order in which they lie upon each other. */
  public List<Stripe> stripes(List<AgentSpell> spells) {
    Map<String, StringBuilder> paths = new LinkedHashMap<>();
    for (AgentSpell spell : spells) {
      String tone = tone(spell);
      double from = x(spell.from());
      double width = Math.max(NARROWEST, x(spell.to()) - from);
      paths
          .computeIfAbsent(tone, key -> new StringBuilder())
          .append(
              String.format(
                  Locale.ROOT,
                  "M%s 0h%sv%dh-%sz",
                  number(from),
                  number(width),
                  HEIGHT,
                  number(width)));
      if (spell.cut()) {
        paths
            .computeIfAbsent("cut", key -> new StringBuilder())
            .append(
                String.format(Locale.ROOT, "M%s 0h2v%dh-2z", number(x(spell.to()) - 1), HEIGHT));
      }
    }
    return paths.entrySet().stream()
        .map(each -> new Stripe(each.getKey(), each.getValue().toString()))
        .toList();
  }

  /** A span of the bar. */
  Block block(AgentSpell spell, String title) {
    double from = x(spell.from());
    return new Block(
        tone(spell), number(from), number(Math.max(NARROWEST, x(spell.to()) - from)), title);
  }

  /** Times without service within the day (C9). */
  List<Block> gaps(List<ServiceGap> gaps, List<String> titles) {
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < gaps.size(); i++) {
      ServiceGap gap = gaps.get(i);
      Instant end = gap.to() == null ? frame.known() : gap.to();
      double from = x(gap.from());
      blocks.add(new Block("gap", number(from), number(Math.max(0, x(end) - from)), titles.get(i)));
    }
    return blocks;
  }

  /** Where now is; empty unless it lies in the day. */
  public String nowAt() {
    boolean today = frame.day().equals(frame.today());
    return today ? number(x(frame.now())) : "";
  }

  private static String tone(AgentSpell spell) {
    return spell.status() == dev.tenure.collection.AgentStatus.ON_HOLD
        ? "held"
        : AgentWords.tone(spell.status());
  }

  private double x(Instant at) {
    double millis = Duration.between(frame.day().from(), at).toMillis();
    return Math.clamp(millis * WIDTH / length, 0, WIDTH);
  }

  private String share(Instant at) {
    return number(x(at) * 100 / WIDTH) + "%";
  }

  private static String number(double value) {
    String text = String.format(Locale.ROOT, "%.1f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
