package dev.tenure.phones;

import dev.tenure.collection.IntakeTally;
import dev.tenure.collection.LinkedSources;
import dev.tenure.collection.Source;
import dev.tenure.collection.SourceLine;
import dev.tenure.platform.web.Formats;
import dev.tenure.platform.web.Page;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What there is to say of one phone system: how it fares, what became of its events, and when
 * nobody listened to it.
 *
 * @param advice what isn't as it should be, in words
 * @param days what became of its events, the newest day first (C7)
 * @param gaps times in which nobody listened, the newest first
 */
public record SourceView(
    Source source,
    SourceLine line,
    String tone,
    String word,
    String explained,
    Optional<LinkedSources.Health> health,
    List<Fact> facts,
    List<String> advice,
    List<Day> days,
    List<Gap> gaps) {

  /**
   * A line of its facts.
   *
   * @param at shown after the text, to be pointed at; null for none
   */
  public record Fact(String name, String text, @Nullable Instant at) {}

  /** What became of a day's events. */
  public record Day(String day, String kept, String duplicates, List<Count> rejected) {
    /** Copies the list. */
    public Day {
      rejected = List.copyOf(rejected);
    }
  }

  /** How many were not kept for one reason. */
  public record Count(String reason, String number) {}

  /** A time in which nobody listened; {@code to} is null as long as it lasts. */
  public record Gap(Instant from, @Nullable Instant to, String length) {}

  /** Copies the lists. */
  public SourceView {
    facts = List.copyOf(facts);
    advice = List.copyOf(advice);
    days = List.copyOf(days);
    gaps = List.copyOf(gaps);
  }

  static SourceView of(
      Page page,
      Source source,
      SourceLine line,
      Optional<LinkedSources.Health> health,
      List<IntakeTally> tallies) {
    return new SourceView(
        source,
        line,
        PhoneWords.tone(line.state()),
        PhoneWords.state(page, line.state()),
        page.text("phones.explained." + line.state()),
        health,
        health.map(h -> facts(page, source, h)).orElseGet(() -> facts(page, source)),
        health.map(LinkedSources.Health::advice).orElse(List.of()),
        days(page, tallies),
        health.map(h -> gaps(page, h)).orElse(List.of()));
  }

  private static List<Fact> facts(Page page, Source source) {
    Formats formats = page.formats();
    return List.of(
        new Fact(page.text("phones.kind"), PhoneWords.kind(page, source.kind()), null),
        new Fact(
            page.text("phones.key"),
            page.text("phones.key-hint", source.keyHint(), formats.dateTime(source.keyRolledAt())),
            null));
  }

  private static List<Fact> facts(Page page, Source source, LinkedSources.Health health) {
    Formats formats = page.formats();
    LinkedSources.Settings where = health.settings();
    boolean connected = health.state().equals("CONNECTED");
    List<Fact> facts = new ArrayList<>();
    facts.add(
        new Fact(
            page.text("phones.kind"),
            health.version().isEmpty()
                ? PhoneWords.kind(page, source.kind())
                : page.text(
                    "phones.kind-version", PhoneWords.kind(page, source.kind()), health.version()),
            null));
    facts.add(new Fact(page.text("phones.address"), address(page, where), null));
    facts.add(
        new Fact(
            page.text(connected ? "phones.connected-since" : "phones.since"),
            formats.span(Duration.between(health.since(), page.now())),
            health.since()));
    if (connected) {
      facts.add(new Fact(page.text("phones.rate"), PhoneWords.rate(health.perSecond()), null));
      facts.add(new Fact(page.text("phones.lag"), formats.lateness(health.lag()), null));
      facts.add(new Fact(page.text("phones.waiting"), formats.number(health.waiting()), null));
    }
    Duration ahead = health.clockAhead();
    if (ahead != null) {
      facts.add(new Fact(page.text("phones.clock"), PhoneWords.clock(page, ahead), null));
    }
    Instant heard = health.heardUntil();
    if (heard != null) {
      facts.add(new Fact(page.text("phones.heard-until"), "", heard));
    }
    if (!health.error().isEmpty()) {
      facts.add(new Fact(page.text("phones.error"), health.error(), health.errorAt()));
    }
    return facts;
  }

  private static String address(Page page, LinkedSources.Settings where) {
    String key = where.tls() ? "phones.address-tls" : "phones.address-plain";
    return where.user().isEmpty()
        ? page.text(key + "-only", where.host(), where.port())
        : page.text(key, where.host(), where.port(), where.user());
  }

  private static List<Day> days(Page page, List<IntakeTally> tallies) {
    Map<LocalDate, List<IntakeTally>> byDay = new LinkedHashMap<>();
    tallies.forEach(tally -> byDay.computeIfAbsent(tally.day(), d -> new ArrayList<>()).add(tally));
    List<Day> days = new ArrayList<>();
    byDay.forEach((day, counts) ->
        days.add(
            new Day(
                page.formats().weekday(day),
                number(page, counts, "accepted"),
                number(page, counts, "duplicate"),
                counts.stream()
                    .filter(tally -> !tally.reason().matches("accepted|duplicate"))
                    .map(tally ->
                        new Count(
                            page.text("phones.reason." + tally.reason()),
                            page.formats().number(tally.count())))
                    .toList())));
    return days;
  }

  private static String number(Page page, List<IntakeTally> counts, String reason) {
    return page.formats()
        .number(
            counts.stream()
                .filter(tally -> tally.reason().equals(reason))
                .mapToLong(IntakeTally::count)
                .sum());
  }

  private static List<Gap> gaps(Page page, LinkedSources.Health health) {
    return health.gaps().stream()
        .map(gap -> {
          Instant to = gap.to();
          return new Gap(
              gap.from(),
              to,
              to == null
                  ? page.text("phones.gap-lasts")
                  : page.formats().lateness(Duration.between(gap.from(), to)));
        })
        .toList();
  }
}
