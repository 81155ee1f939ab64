package dev.tenure.collection.asterisk;

import dev.tenure.collection.CallOutcome;
import dev.tenure.collection.OfferResult;
import dev.tenure.collection.SegmentKind;
import dev.tenure.collection.VisitOutcome;
import dev.tenure.collection.asterisk.MessyScenario.ExpectedCall;
import dev.tenure.collection.asterisk.MessyScenario.ExpectedOffer;
import dev.tenure.collection.asterisk.MessyScenario.ExpectedStatus;
import dev.tenure.collection.asterisk.MessyScenario.ExpectedTalk;
import dev.tenure.collection.asterisk.MessyScenario.ExpectedVisit;
import dev.tenure.collection.model.AgentOffer;
import dev.tenure.collection.model.AgentSpan;
import dev.tenure.collection.model.Call;
import dev.tenure.collection.model.QueueVisit;
import dev.tenure.collection.model.Segment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where what was told of a messy scenario isn't what happened, in words. */
public final class MessyDifferences {

  private final MessyScenario scenario;
  private final List<String> found = new ArrayList<>();

  private MessyDifferences(MessyScenario scenario) {
    this.scenario = scenario;
  }

  /**
   * All of one scenario; none if it is right.
   *
   * @param calls of any time
   * @param agents by name
   */
  public static List<String> of(
      MessyScenario scenario, List<Call> calls, Map<String, List<AgentSpan>> agents) {
    MessyDifferences differences = new MessyDifferences(scenario);
    differences.calls(calls);
    scenario.statuses.forEach(
        s -> differences.status(s, agents.getOrDefault(s.agent(), List.of())));
    return differences.found;
  }

  private void calls(List<Call> all) {
    List<Call> within =
        all.stream()
            .filter(call -> within(seconds(call.startedAt())))
            .sorted(Comparator.comparing(Call::startedAt))
            .toList();
    if (within.size() != scenario.calls.size()) {
      found.add(within.size() + " calls: " + within.stream().map(MessyDifferences::brief).toList());
      return;
    }
    for (int i = 0; i < within.size(); i++) {
      call(scenario.calls.get(i), within.get(i));
    }
  }

  /** A call may begin a moment before the span that was written down. */
  private boolean within(double at) {
    return at >= scenario.from - 0.06 && at < scenario.until - 0.06;
  }

  private static String brief(Call call) {
    return "%s %s>%s".formatted(call.direction(), call.caller(), call.called());
  }

  private void call(ExpectedCall expected, Call call) {
    same("direction", expected.direction, call.direction());
    same("from", expected.from, call.caller());
    same("to", expected.to, call.called());
    if (!expected.originator.isEmpty()) {
      same("agent", expected.originator, call.agent());
    }
    if (call.endedAt() == null) {
      found.add("is open");
    } else if (seconds(call.endedAt()) > scenario.until + 0.1) {
      found.add("ends late");
    }
    if (expected.endedBy != null) {
      same("ended by", expected.endedBy, call.endedBy());
    }
    if (expected.said) {
      CallOutcome outcome = outcome(expected);
      if (outcome != null) {
        same("outcome", outcome, call.outcome());
      }
    } else {
      same("outcome", CallOutcome.ANSWERED, call.outcome());
    }
    visits(expected, call);
    offers(expected, call);
    talks(expected, call);
  }

  private static @Nullable CallOutcome outcome(ExpectedCall expected) {
    if (!expected.talks.isEmpty()) {
      return CallOutcome.ANSWERED;
    }
    if (expected.visits.isEmpty()) {
      return null;
    }
    return switch (expected.visits.getLast().outcome()) {
      case ABANDONED -> CallOutcome.ABANDONED;
      case REFUSED -> CallOutcome.REFUSED;
      default -> CallOutcome.UNANSWERED;
    };
  }

  private void visits(ExpectedCall expected, Call call) {
    if (call.visits().size() != expected.visits.size()) {
      found.add(
          "%d visits: %s"
              .formatted(
                  call.visits().size(),
                  call.visits().stream().map(v -> v.queue() + " " + v.outcome()).toList()));
      return;
    }
    for (int i = 0; i < expected.visits.size(); i++) {
      visit(expected.visits.get(i), call.visits().get(i), call);
    }
  }

  private void visit(ExpectedVisit e, QueueVisit v, Call call) {
    String of = "visit of " + e.queue() + ": ";
    same(of + "queue", e.queue(), v.queue());
    same(of + "outcome", e.outcome(), v.outcome());
    same(of + "refusal", e.refusal(), v.refusal() == null ? "" : v.refusal().name());
    near(of + "entered", e.entered(), between(call.startedAt(), v.enteredAt()));
    near(of + "wait", e.waits(), between(v.enteredAt(), v.leftAt()));
    if (v.outcome() == VisitOutcome.ANSWERED) {
      same(of + "agent", e.agent(), v.agent());
      near(of + "talk", e.talk(), between(Objects.requireNonNull(v.leftAt()), v.talkUntil()));
      near(of + "held", e.held(), v.held().toNanos() / 1e9);
      same(of + "ended by", e.by(), v.endedBy());
      same(of + "transferred", e.transferred(), v.transferred());
    }
  }

  private void offers(ExpectedCall expected, Call call) {
    List<ExpectedOffer> left = new ArrayList<>(expected.offers);
    for (AgentOffer offer : call.offers()) {
      ExpectedOffer match =
          left.stream().filter(e -> e.agent().equals(offer.agent())).findFirst().orElse(null);
      if (match == null) {
        // Of a ringing that somebody else took there is nothing said where it was picked up.
        if (offer.result() != OfferResult.CANCELLED) {
          found.add("offer too many: " + offer.agent() + " " + offer.result());
        }
        continue;
      }
      left.remove(match);
      OfferResult result =
          offer.result() == OfferResult.BUSY ? OfferResult.REJECTED : offer.result();
      same("offer to " + offer.agent(), match.result(), result);
      near("rings at " + offer.agent(), match.rings(), between(offer.offeredAt(), offer.endedAt()));
    }
    if (!left.isEmpty()) {
      found.add("no offers " + left);
    }
  }

  private void talks(ExpectedCall expected, Call call) {
    Map<String, Double> due = new LinkedHashMap<>();
    for (ExpectedTalk talk : expected.talks) {
      due.merge(talk.who(), talk.seconds(), Double::sum);
    }
    Map<String, Double> told = new LinkedHashMap<>();
    double parked = 0;
    for (Segment segment : call.segments()) {
      double seconds = between(segment.startedAt(), segment.endedAt());
      if (segment.kind() == SegmentKind.TALK) {
        String who = segment.agent().isEmpty() ? segment.target() : segment.agent();
        told.merge(who, seconds, Double::sum);
        if (seconds < 0.05) {
          found.add("a talk of no time with " + who);
        }
      } else if (segment.kind() == SegmentKind.PARKED) {
        parked += seconds;
      }
    }
    near("parked", expected.parked, parked);
    if (!due.keySet().equals(told.keySet())) {
      found.add("talks with " + told + " instead of " + due);
    } else {
      due.forEach((who, seconds) -> near("talk of " + who, seconds, told.getOrDefault(who, 0.0)));
    }
  }

  private void status(ExpectedStatus expected, List<AgentSpan> spans) {
    double from = scenario.from + expected.from();
    String told =
        spans.stream()
            .map(s ->
                "%s %s %.1f for %.1f"
                    .formatted(
                        s.status(),
                        s.reason(),
                        seconds(s.startedAt()) - scenario.from,
                        between(s.startedAt(), s.endedAt())))
            .toList()
            .toString();
    boolean there =
        spans.stream()
            .anyMatch(s ->
                s.status().name().equals(expected.status())
                    && s.reason().equals(expected.reason())
                    && Math.abs(seconds(s.startedAt()) - from) <= MessyScenario.TOLERANCE
                    && Math.abs(between(s.startedAt(), s.endedAt()) - expected.lasts())
                        <= MessyScenario.TOLERANCE);
    if (!there) {
      found.add(expected + ", but " + told);
    }
  }

  private void same(String what, @Nullable Object expected, @Nullable Object told) {
    if (!Objects.equals(expected, told)) {
      found.add("%s: %s instead of %s".formatted(what, told, expected));
    }
  }

  private void near(String what, double expected, double told) {
    if (!(Math.abs(expected - told) <= MessyScenario.TOLERANCE)) {
      found.add("%s: %.1f instead of %.1f".formatted(what, told, expected));
    }
  }

  private static double seconds(Instant at) {
    return at.getEpochSecond() + at.getNano() / 1e9;
  }

  private static double between(Instant from, @Nullable Instant to) {
    return to == null ? Double.NaN : Duration.between(from, to).toNanos() / 1e9;
  }
}
