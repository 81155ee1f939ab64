package dev.tenure.collection.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.collection.OfferResult;
import dev.tenure.collection.VisitOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FoldPropertyTest {

  private static final Instant NINE = Instant.parse("2026-11-22T09:00:00Z");
  private static final int SEEDS = 5_000;

  @Test
  @DisplayName("C5: shuffled and repeated events fold to the very same facts")
  void orderAndRepetition() {
    for (long seed = 0; seed < SEEDS; seed++) {
      List<Event> events = events(seed);
      Service service = service(seed);
      List<Event> mixed = new ArrayList<>(events);
      mixed.addAll(events.subList(0, events.size() / 2));
      Collections.shuffle(mixed, new Random(seed));

      assertThat(CallModel.fold(mixed, service))
          .as("seed %d", seed)
          .isEqualTo(CallModel.fold(events, service));
      assertThat(AgentModel.fold(mixed, service))
          .as("seed %d", seed)
          .isEqualTo(AgentModel.fold(events, service));
    }
  }

  @Test
  @DisplayName("C3, C4: whatever is sent, no instant of a fact lies outside its service period")
  void insideService() {
    for (long seed = 0; seed < SEEDS; seed++) {
      List<Event> events = events(seed);
      Service service = new Service(NINE.plusSeconds(5), NINE.plusSeconds(40), true);

      CallModel.fold(events, service).ifPresent(call -> assertInside(call, service));
      for (AgentSpan span : AgentModel.fold(events, service)) {
        assertSpan(span.startedAt(), span.endedAt(), span.until(), service);
      }
    }
  }

  @Test
  @DisplayName("C4: events from T on change nothing of a period that is over")
  void nothingFromAfterT() {
    for (long seed = 0; seed < SEEDS; seed++) {
      List<Event> events = events(seed);
      Instant end = NINE.plusSeconds(30);
      Service service = new Service(NINE, end, true);
      List<Event> before = events.stream().filter(e -> e.at().isBefore(end)).toList();

      assertThat(CallModel.fold(events, service)).isEqualTo(CallModel.fold(before, service));
      assertThat(AgentModel.fold(events, service)).isEqualTo(AgentModel.fold(before, service));
    }
  }

  @Test
  @DisplayName("an agent's spans never overlap")
  void spansFollowEachOther() {
    for (long seed = 0; seed < SEEDS; seed++) {
      List<AgentSpan> spans = AgentModel.fold(new RandomEvents(seed).some(NINE), service(seed));
      for (int i = 1; i < spans.size(); i++) {
        assertThat(spans.get(i - 1).until()).isBeforeOrEqualTo(spans.get(i).startedAt());
      }
    }
  }

  @Test
  @DisplayName("visits of one call follow each other, except for refused attempts")
  void visitsFollowEachOther() {
    for (long seed = 0; seed < SEEDS; seed++) {
      Call call = CallModel.fold(new RandomEvents(seed).some(NINE), service(seed)).orElse(null);
      List<QueueVisit> visits =
          call == null
              ? List.of()
              : call.visits().stream().filter(v -> v.outcome() != VisitOutcome.REFUSED).toList();
      for (int i = 1; i < visits.size(); i++) {
        assertThat(visits.get(i - 1).leftAt()).isBeforeOrEqualTo(visits.get(i).enteredAt());
        assertThat(visits.get(i - 1).outcome()).isNotEqualTo(VisitOutcome.WAITING);
      }
    }
  }

  private static List<Event> events(long seed) {
    RandomEvents random = new RandomEvents(seed);
    return seed % 3 == 0 ? random.branched(NINE) : random.some(NINE);
  }

  private static Service service(long seed) {
    return seed % 2 == 0
        ? new Service(NINE, null, false)
        : new Service(NINE, NINE.plusSeconds(45), seed % 3 == 0);
  }

  private static void assertInside(Call call, Service service) {
    assertSpan(call.startedAt(), call.endedAt(), call.until(), service);
    Stream.of(call.waitingFrom(), call.answeredAt(), call.heldSince(), call.offeredAt())
        .filter(Objects::nonNull)
        .forEach(at -> assertThat(service.contains(at)).as("%s in %s", at, call).isTrue());
    assertThat(call.stateSince()).isBetween(service.from(), service.until());
    for (Segment segment : call.segments()) {
      assertSpan(segment.startedAt(), segment.endedAt(), segment.until(), service);
      assertThat(segment.until()).isBeforeOrEqualTo(call.until());
    }
    for (QueueVisit visit : call.visits()) {
      boolean answered = visit.outcome() == VisitOutcome.ANSWERED;
      Instant end = answered ? visit.talkUntil() : visit.leftAt();
      assertSpan(visit.enteredAt(), end, visit.until(), service);
      assertThat(visit.leftAt()).isBetween(visit.enteredAt(), service.until());
      assertThat(visit.outcome()).isNotEqualTo(VisitOutcome.WAITING);
      assertThat(visit.until()).isBeforeOrEqualTo(call.until());
      assertThat(visit.endedBy() != null).as("%s", visit).isEqualTo(answered);
      assertThat(visit.refusal() != null).isEqualTo(visit.outcome() == VisitOutcome.REFUSED);
    }
    for (AgentOffer offer : call.offers()) {
      assertSpan(offer.offeredAt(), offer.endedAt(), offer.until(), service);
      assertThat(offer.result()).isNotEqualTo(OfferResult.RINGING);
      assertThat(offer.until()).isBeforeOrEqualTo(call.until());
      assertThat(offer.visit()).isBetween(0, call.visits().size());
    }
  }

  private static void assertSpan(
      Instant from, @Nullable Instant end, Instant until, Service service) {
    assertThat(from).isAfterOrEqualTo(service.from());
    assertThat(end).isNotNull().isBeforeOrEqualTo(service.until());
    assertThat(until).isAfter(from).isBeforeOrEqualTo(service.until());
  }
}
