package dev.tenure.customer.calls;

import dev.tenure.collection.CallDirection;
import dev.tenure.collection.CallEnding;
import dev.tenure.collection.CallLine;
import dev.tenure.collection.CallOutcome;
import dev.tenure.collection.Journey;
import dev.tenure.collection.Journey.Hold;
import dev.tenure.collection.Journey.Offer;
import dev.tenure.collection.Journey.Part;
import dev.tenure.collection.Journey.Visit;
import dev.tenure.collection.SegmentKind;
import dev.tenure.customer.CallWords;
import dev.tenure.platform.web.Formats;
import dev.tenure.platform.web.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One call's journey: the whole in words, its parts in words, and the parts on one time axis.
 *
 * @param other the number at the other end
 * @param ticks the axis' clock times, from the left end to the right
 * @param legend the kinds of bars there are, and what each is
 */
public record JourneyView(
    String other,
    String lead,
    String word,
    String tone,
    List<Fact> facts,
    List<Step> steps,
    List<Bar> bars,
    List<String> ticks,
    Map<String, String> legend) {

  /** How wide the axis is, in its own units. */
  public static final int WIDTH = 1000;

  /** How high it is: two lanes for parts, one for offers, one for holds. */
  public static final int HEIGHT = 80;

  private static final int OFFERS = 2;
  private static final int HOLDS = 3;
  private static final Set<String> RESULTS =
      Set.of(
          "answered",
          "transferred",
          "diverted",
          "parked",
          "retrieved",
          "abandoned",
          "timeout",
          "empty",
          "key",
          "withdrawn",
          "overflow",
          "caller",
          "agent",
          "system",
          "termination");

  /** Copies the lists. */
  public JourneyView {
    facts = List.copyOf(facts);
    steps = List.copyOf(steps);
    bars = List.copyOf(bars);
    ticks = List.copyOf(ticks);
  }

  /** A name and its value; {@code at} is the exact instant behind it, null for none. */
  public record Fact(String name, String value, @Nullable Instant at) {}

  /**
   * A part in words.
   *
   * @param how how it ended and what was special, may be empty
   */
  public record Step(
      Instant at, String clock, String what, String how, String length, String kind) {}

  /** A part on the axis, in units of {@link #WIDTH}. */
  public record Bar(long x, long width, int lane, String kind, String title) {}

  static JourneyView of(Page page, Journey journey) {
    CallLine call = journey.call();
    Instant end = call.endedAt() == null ? page.now() : call.endedAt();
    boolean outbound = call.direction() == CallDirection.OUTBOUND;
    String other = CallWords.number(page.texts(), outbound ? call.called() : call.caller());
    CallOutcome outcome = call.outcome();
    List<Step> steps = new ArrayList<>();
    journey.parts().forEach(part -> steps.add(step(page, part)));
    journey.visits().stream()
        .filter(visit -> visit.outcome().equals("REFUSED"))
        .forEach(visit -> steps.add(refused(page, visit)));
    journey.offers().forEach(offer -> steps.add(offered(page, offer)));
    journey.holds().forEach(hold -> steps.add(held(page, hold)));
    steps.sort(Comparator.comparing(Step::at));
    List<Bar> bars = bars(page, journey, end);
    return new JourneyView(
        other,
        page.text(
            "customer.call.lead",
            CallWords.direction(page.texts(), call.direction()),
            CallWords.number(page.texts(), call.caller()),
            CallWords.number(page.texts(), call.called())),
        outcome == null
            ? CallWords.state(page.texts(), call.state())
            : CallWords.outcome(page.texts(), outcome),
        outcome == null ? "info" : CallWords.tone(outcome),
        facts(page, call),
        steps,
        bars,
        ticks(page.formats(), call.startedAt(), end),
        legend(page, bars));
  }

  private static Map<String, String> legend(Page page, List<Bar> bars) {
    Map<String, String> legend = new LinkedHashMap<>();
    bars.forEach(
        bar -> legend.putIfAbsent(bar.kind(), page.text("customer.call.legend." + bar.kind())));
    return legend;
  }

  private static List<Fact> facts(Page page, CallLine call) {
    Formats formats = page.formats();
    List<Fact> facts = new ArrayList<>();
    facts.add(fact(page, "started", second(formats, call.startedAt()), call.startedAt()));
    Instant ended = call.endedAt();
    CallEnding ending = call.endedBy();
    facts.add(
        ended == null || ending == null
            ? fact(page, "ended", page.text("customer.call.in-progress"), null)
            : fact(
                page,
                "ended",
                page.text(
                    "customer.call.ended-how",
                    second(formats, ended),
                    CallWords.ending(page.texts(), ending)),
                ended));
    facts.add(fact(page, "waited", formats.clock(call.waited()), null));
    facts.add(fact(page, "talked", formats.clock(call.talked()), null));
    if (!call.held().isZero()) {
      facts.add(fact(page, "held", formats.clock(call.held()), null));
    }
    if (!call.queue().isEmpty()) {
      facts.add(fact(page, "queue", call.queue(), null));
    }
    if (!call.agentName().isEmpty()) {
      facts.add(fact(page, "agent", call.agentName(), null));
    }
    return facts;
  }

  private static Fact fact(Page page, String key, String value, @Nullable Instant at) {
    return new Fact(page.text("customer.call." + key), value, at);
  }

  private static Step step(Page page, Part part) {
    Instant end = part.endedAt() == null ? page.now() : part.endedAt();
    List<String> how = new ArrayList<>();
    if (!part.result().isEmpty()) {
      how.add(
          RESULTS.contains(part.result())
              ? page.text("customer.result." + part.result())
              : part.result());
    }
    if (!part.held().isZero()) {
      how.add(page.text("customer.call.of-that-held", page.formats().clock(part.held())));
    }
    return new Step(
        part.startedAt(),
        clock(page.formats(), part.startedAt()),
        words(page, part),
        String.join(" · ", how),
        page.formats().clock(Duration.between(part.startedAt(), end)),
        kind(part.kind()));
  }

  private static Step refused(Page page, Visit visit) {
    return new Step(
        visit.enteredAt(),
        clock(page.formats(), visit.enteredAt()),
        page.text("customer.part.refused", visit.queue()),
        page.texts().orElse("customer.refusal." + visit.refusal(), ""),
        "",
        "refused");
  }

  private static Step offered(Page page, Offer offer) {
    Instant end = offer.endedAt() == null ? page.now() : offer.endedAt();
    return new Step(
        offer.offeredAt(),
        clock(page.formats(), offer.offeredAt()),
        page.text("customer.part.offered", offer.agentName()),
        page.texts().orElse("customer.offer." + offer.result(), offer.result()),
        page.formats().clock(Duration.between(offer.offeredAt(), end)),
        "offer");
  }

  private static Step held(Page page, Hold hold) {
    Instant end = hold.to() == null ? page.now() : hold.to();
    return new Step(
        hold.from(),
        clock(page.formats(), hold.from()),
        page.text("customer.part.hold"),
        hold.to() == null ? page.text("customer.part.hold-lasts") : "",
        page.formats().clock(Duration.between(hold.from(), end)),
        "hold");
  }

  private static String words(Page page, Part part) {
    String subject =
        switch (part.kind()) {
          case QUEUE -> part.queue();
          case TALK -> part.agentName().isEmpty() ? part.target() : part.agentName();
          case RINGING, PARKED -> part.target();
        };
    String key = "customer.part." + part.kind();
    return subject.isEmpty() ? page.text(key) : page.text(key + ".with", subject);
  }

  private static List<Bar> bars(Page page, Journey journey, Instant end) {
    Axis axis = new Axis(journey.call().startedAt(), end);
    List<Bar> bars = new ArrayList<>();
    for (Part part : journey.parts()) {
      bars.add(
          axis.bar(
              part.startedAt(),
              part.endedAt(),
              bars.size() % OFFERS,
              kind(part.kind()),
              words(page, part) + ", " + clock(page.formats(), part.startedAt())));
    }
    for (Offer offer : journey.offers()) {
      bars.add(
          axis.bar(
              offer.offeredAt(),
              offer.endedAt(),
              OFFERS,
              "offer",
              page.text("customer.part.offered", offer.agentName())));
    }
    for (Hold hold : journey.holds()) {
      bars.add(axis.bar(hold.from(), hold.to(), HOLDS, "hold", page.text("customer.part.hold")));
    }
    return bars;
  }

  private record Axis(Instant start, Instant end) {

    Bar bar(Instant from, @Nullable Instant to, int lane, String kind, String title) {
      long whole = Math.max(1, Duration.between(start, end).toMillis());
      long x = scaled(Duration.between(start, from).toMillis(), whole);
      long right = scaled(Duration.between(start, to == null ? end : to).toMillis(), whole);
      return new Bar(x, Math.max(3, right - x), lane, kind, title);
    }
  }

  private static long scaled(long millis, long whole) {
    return Math.clamp(Math.round((double) WIDTH * millis / whole), 0, WIDTH);
  }

  private static List<String> ticks(Formats formats, Instant start, Instant end) {
    return List.of(
        clock(formats, start),
        clock(formats, start.plus(Duration.between(start, end).dividedBy(2))),
        clock(formats, end));
  }

  private static String kind(SegmentKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static String clock(Formats formats, Instant at) {
    var local = at.atZone(formats.zone());
    return "%s:%02d".formatted(formats.time(at), local.getSecond());
  }

  private static String second(Formats formats, Instant at) {
    return formats.date(at) + ", " + clock(formats, at);
  }
}
