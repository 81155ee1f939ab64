package dev.tenure.collection.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.collection.LinkedSources;
import dev.tenure.collection.LinkedSources.Settings;
import dev.tenure.collection.Source;
import dev.tenure.collection.SourceKind;
import dev.tenure.customer.PortalWorld;
import dev.tenure.platform.CustomerId;
import java.net.Socket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A recording of 400 calls, with and without the connection being killed in its midst. */
class KilledConnectionTest {

  private static final Instant BEFORE = Instant.parse("2026-11-22T15:00:00Z");
  private static final Instant AFTER = Instant.parse("2026-11-22T16:10:00Z");
  private static final int KILLS = 20;
  private static PortalWorld world;

  @BeforeAll
  static void start() {
    world = PortalWorld.frozen();
    world.goTo(BEFORE);
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  private record Replay(CustomerId customer, Source source) {}

  private static Replay replay(String name, int kills) throws Exception {
    world.goTo(BEFORE);
    CustomerId customer = world.customer(name);
    world.goTo(AFTER);
    RecordedExchange exchange = new RecordedExchange("load-400.ami");
    AtomicReference<Instant> clock = new AtomicReference<>(BEFORE);
    try (AsteriskDouble asterisk = AsteriskDouble.plain(clock::get)) {
      Source source =
          world
              .the(LinkedSources.class)
              .create(
                  customer,
                  name,
                  "",
                  new Settings(
                      SourceKind.ASTERISK,
                      "127.0.0.1",
                      String.valueOf(asterisk.port()),
                      false,
                      "",
                      AsteriskDouble.USER,
                      AsteriskDouble.SECRET),
                  world.dana());
      world.the(Connectors.class).look();
      int at = 0;
      for (int kill = 1; kill <= kills + 1; kill++) {
        Socket line = asterisk.listener();
        int to = kill > kills ? exchange.size() : exchange.size() / (kills + 1) * kill;
        AsteriskDouble.write(line.getOutputStream(), exchange.next(at, to));
        at = to;
        // What happened until then is in progress when Tenure comes back.
        clock.set(exchange.now());
        exchange.show(asterisk, exchange.now());
        if (kill <= kills) {
          line.close();
        }
      }
      for (int i = 0; ended(customer) < 400; i++) {
        assertThat(i).as("tenths of a second until %s has ended", name).isLessThan(1200);
        Thread.sleep(100);
      }
      return new Replay(customer, source);
    }
  }

  private static long ended(CustomerId customer) {
    return world
        .database()
        .jdbc()
        .sql("SELECT count(*) FROM call WHERE customer_id = ? AND ended_at IS NOT NULL")
        .param(customer.value())
        .query(Long.class)
        .single();
  }

  /** Each call with its segments, by its reference. */
  private static Map<String, String> calls(CustomerId customer) {
    Map<String, String> calls = new TreeMap<>();
    world
        .database()
        .jdbc()
        .sql(
            """
            SELECT c.call_ref,
                   concat_ws(' ', c.outcome, c.queue, c.agent_ref, c.direction, c.caller, c.called,
                     c.ended_by, c.started_at, c.answered_at, c.ended_at, c.held,
                     (SELECT string_agg(concat_ws(' ', s.kind, s.started_at, s.ended_at), ', '
                        ORDER BY s.started_at, s.kind)
                      FROM segment s
                      WHERE s.call_id = c.id)) AS told
            FROM call c
            WHERE c.customer_id = ?
            """)
        .param(customer.value())
        .query((rs, n) -> calls.put(rs.getString("call_ref"), rs.getString("told")))
        .list();
    return calls;
  }

  /** The calls that were in progress when nobody listened. */
  private static Set<String> inAGap(Replay replay) {
    return Set.copyOf(
        world
            .database()
            .jdbc()
            .sql(
                """
                SELECT DISTINCT c.call_ref
                FROM call c
                JOIN source_gap g ON g.source_id = c.source_id
                WHERE c.customer_id = ?
                  AND c.started_at <= g.to_at
                  AND c.ended_at >= g.from_at
                """)
            .param(replay.customer().value())
            .query(String.class)
            .list());
  }

  private static long gaps(Source source) {
    return world
        .database()
        .jdbc()
        .sql("SELECT count(*) FROM source_gap WHERE source_id = ? AND to_at IS NOT NULL")
        .param(source.id().value())
        .query(Long.class)
        .single();
  }

  @Test
  @DisplayName("C5, C6: killed 20 times, the same calls result, and each gap is marked")
  void killed() throws Exception {
    Replay undisturbed = replay("Undisturbed", 0);
    Replay killed = replay("Killed", KILLS);

    Map<String, String> expected = calls(undisturbed.customer());
    Map<String, String> got = calls(killed.customer());
    assertThat(got).hasSameSizeAs(expected);
    List<String> different = new ArrayList<>();
    expected.forEach((call, told) -> {
      if (!told.equals(got.get(call))) {
        different.add("%n%s%n  %s%n  %s".formatted(call, told, got.get(call)));
      }
    });
    // Only of what was in progress when a gap began may something be unknown, as who hung up.
    Set<String> disturbed = inAGap(killed);
    assertThat(different)
        .allMatch(line -> disturbed.contains(line.strip().lines().findFirst().orElse("")));
    assertThat(different).hasSizeLessThan(5);
    assertThat(gaps(killed.source())).isBetween(1L, (long) KILLS + 1);
    assertThat(gaps(undisturbed.source())).isLessThanOrEqualTo(1);
  }
}
