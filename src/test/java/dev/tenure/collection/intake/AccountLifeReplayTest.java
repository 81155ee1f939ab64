package dev.tenure.collection.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.collection.ServiceGap;
import dev.tenure.collection.ServiceGaps;
import dev.tenure.collection.Source;
import dev.tenure.collection.Sources;
import dev.tenure.collection.asterisk.RecordedEvents;
import dev.tenure.platform.CustomerId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** An account's life in the midst of 400 recorded calls, the clock going along with them. */
class AccountLifeReplayTest {

  private static final List<CanonicalEvent> TOLD = RecordedEvents.of("load-400.ami");
  private static final Instant BEGIN =
      TOLD.stream().map(CanonicalEvent::at).min(Instant::compareTo).orElseThrow();

  /** In the midst: dozens of calls are in progress. */
  private static final Instant MIDST = BEGIN.plusSeconds(75).plusNanos(123_456_000);

  private static final Instant END = BEGIN.plusSeconds(400);

  private final List<CollectionWorld> worlds = new ArrayList<>();
  private CollectionWorld world = world();
  private CustomerId acme = world.customer("Acme");
  private Source.WithKey pbx = world.source(acme);

  private CollectionWorld world() {
    CollectionWorld made = new CollectionWorld();
    worlds.add(made);
    return made;
  }

  private void another() {
    world = world();
    acme = world.customer("Acme");
    pbx = world.source(acme);
  }

  @AfterEach
  void close() {
    for (CollectionWorld each : worlds) {
      each.obeysLaws();
      each.close();
    }
  }

  private void clock(Instant at) {
    if (world.now().isBefore(at)) {
      world.later(Duration.between(world.now(), at));
    }
  }

  /** Sends what occurred in {@code [from, to)}, each second's events at the end of that second. */
  private void play(Instant from, Instant to, String... accounts) {
    List<CanonicalEvent> batch = new ArrayList<>();
    Instant due = from.plusSeconds(1);
    for (CanonicalEvent event : between(from, to)) {
      if (!event.at().isBefore(due)) {
        send(batch, due);
        due = event.at().plusSeconds(1);
      }
      batch.add(accounts.length == 0 ? event : event.of(account(event, accounts)));
    }
    send(batch, due.isAfter(to) ? to : due);
  }

  private void send(List<CanonicalEvent> batch, Instant at) {
    clock(at);
    if (!batch.isEmpty()) {
      world.the(EventDoor.class).take(pbx.source().id(), List.copyOf(batch));
    }
    batch.clear();
  }

  private static List<CanonicalEvent> between(Instant from, Instant to) {
    return TOLD.stream()
        .filter(e -> !e.at().isBefore(from) && e.at().isBefore(to))
        .sorted((a, b) -> a.at().compareTo(b.at()))
        .toList();
  }

  /** The calls in turn; agents are everybody's first. */
  private static String account(CanonicalEvent event, String[] accounts) {
    String call = event.fields().getOrDefault("callRef", "");
    return accounts[call.isEmpty() ? 0 : Math.floorMod(call.hashCode(), accounts.length)];
  }

  private long journalled() {
    return Long.parseLong(world.read("SELECT count(*) FROM intake_event").getFirst());
  }

  private static long distinct(List<CanonicalEvent> events) {
    Set<String> ids = new HashSet<>();
    events.forEach(e -> ids.add(Canonical.event(e).id()));
    return ids.size();
  }

  @Test
  @DisplayName(
      "C2: disabled and re-enabled in the midst, the facts are those of an undisturbed run")
  void disabled() {
    play(BEGIN, END);
    List<String> undisturbed = StoredFacts.of(world);

    another();
    play(BEGIN, MIDST);
    world.disable(acme, world.dana());
    play(MIDST, MIDST.plusSeconds(20));
    world.reenable(acme, world.dana());
    play(MIDST.plusSeconds(20), END);

    assertThat(StoredFacts.of(world)).isEqualTo(undisturbed);
  }

  @Test
  @DisplayName("C3, C4: terminated in mid-call, all from before T is there and nothing from T on")
  void terminated() {
    play(BEGIN, MIDST);
    assertThat(world.terminate(acme)).isEqualTo(MIDST);
    play(MIDST, END);

    assertThat(journalled()).isEqualTo(distinct(between(BEGIN, MIDST)));
    assertThat(world.read("SELECT count(*) FROM call WHERE ended_at IS NULL")).containsExactly("0");
    assertCutAt(MIDST);
    List<String> now = StoredFacts.of(world);

    // The same T on a schedule, with nobody there when it comes: what is late is taken afterwards.
    another();
    clock(BEGIN);
    world.terminateAt(acme, MIDST);
    play(BEGIN, MIDST.minusSeconds(30));
    clock(MIDST.plusSeconds(120));
    assertThat(world.read("SELECT count(*) FROM call_seen WHERE ended_at IS NULL"))
        .containsExactly("0");
    play(MIDST.minusSeconds(30), END);
    world.carryOutCuts(acme);

    assertCutAt(MIDST);
    assertThat(StoredFacts.of(world)).isEqualTo(now);
  }

  private void assertCutAt(Instant end) {
    assertThat(
            world.read(
                """
                SELECT DISTINCT ended_at = upper(p.during) AND p.during @> c.started_at
                FROM call c
                JOIN service_period p USING (customer_id)
                WHERE c.ended_by = 'TERMINATION'
                """))
        .containsExactly("t");
    assertThat(world.read("SELECT count(*) FROM queue_visit WHERE outcome = 'CUT_OFF'").getFirst())
        .isNotEqualTo("0");
    assertThat(
            world.read(
                "SELECT count(*) FROM intake_event WHERE occurred_at >= '%s'".formatted(end)))
        .containsExactly("0");
  }

  @Test
  @DisplayName(
      "C8: one of two customers of a source is terminated; the other's facts are as without")
  void oneOfTwo() {
    CustomerId best = second();
    play(BEGIN, END, "", "best");
    List<String> undisturbed = factsOf(best);

    another();
    CustomerId other = second();
    play(BEGIN, MIDST, "", "best");
    world.terminate(acme);
    play(MIDST, END, "", "best");

    assertThat(factsOf(other)).isNotEmpty().isEqualTo(undisturbed);
    assertThat(
            world.read(
                "SELECT count(*) FROM intake_event WHERE customer_id = '%s' AND occurred_at >= '%s'"
                    .formatted(acme, MIDST)))
        .containsExactly("0");
  }

  private CustomerId second() {
    CustomerId best = world.customer("Best");
    world.the(Sources.class).addCustomer(pbx.source().id(), "best", best, world.dana());
    return best;
  }

  private List<String> factsOf(CustomerId customer) {
    Set<String> calls =
        new HashSet<>(
            world.read("SELECT call_ref FROM call WHERE customer_id = '" + customer + "'"));
    return StoredFacts.of(world).stream()
        .filter(fact -> calls.stream().anyMatch(fact::contains))
        .toList();
  }

  @Test
  @DisplayName("C9: reinstated in the midst, the gap is named and nothing of it is there")
  void reinstated() {
    Instant back = MIDST.plusSeconds(15);
    play(BEGIN, MIDST);
    world.terminate(acme);
    play(MIDST, back);
    world.reinstate(acme);
    play(back, END);

    assertThat(world.the(ServiceGaps.class).of(acme, Instant.EPOCH, world.now()))
        .containsExactly(new ServiceGap(MIDST, back));
    List<CanonicalEvent> served = new ArrayList<>(between(BEGIN, MIDST));
    served.addAll(between(back, END));
    assertThat(journalled()).isEqualTo(distinct(served));
    assertThat(
            world.read(
                "SELECT count(*) FROM call WHERE tstzrange(started_at, until) && tstzrange('%s', '%s')"
                    .formatted(MIDST, back)))
        .containsExactly("0");
    // A call that goes on after the gap is another fact of the new service period.
    assertThat(
            world.read(
                "SELECT count(*) > 0 FROM (SELECT call_ref FROM call GROUP BY call_ref"
                    + " HAVING count(*) = 2) AS twice"))
        .containsExactly("t");
  }
}
