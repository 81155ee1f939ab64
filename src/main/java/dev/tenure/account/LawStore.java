package dev.tenure.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL that reads whole tables, in portions, to prove the law on them (F3). */
@Repository
class LawStore {

  private static final int PORTION = 1000;
  private static final int MOST_TOLD = 20;

  /**
   * A customer's or reseller's row beside its intents.
   *
   * @param intents by version
   */
  record Folded(
      UUID account, boolean customer, String name, long version, Fold fold, List<Intent> intents) {
    String what() {
      return (customer ? "customer " : "reseller ") + account + " (" + name + ")";
    }
  }

  private final JdbcClient jdbc;
  private final IntentStore intents;

  LawStore(JdbcClient jdbc, IntentStore intents) {
    this.jdbc = jdbc;
    this.intents = intents;
  }

  /** The next portion of accounts after the one named, by id; empty behind the last. */
  List<Folded> folded(@Nullable UUID after) {
    List<Folded> rows =
        jdbc.sql(
                """
                (SELECT id, TRUE AS is_customer, name, version, service_from, access_from,
                        access_stopped_at, hold_count, terminates_at
                 FROM customer
                 WHERE CAST(:after AS uuid) IS NULL OR id > :after
                 ORDER BY id
                 LIMIT :portion)
                UNION ALL
                (SELECT id, FALSE, name, version, access_from, access_from,
                        access_stopped_at, hold_count, NULL
                 FROM reseller
                 WHERE CAST(:after AS uuid) IS NULL OR id > :after
                 ORDER BY id
                 LIMIT :portion)
                ORDER BY id
                LIMIT :portion
                """)
            .param("after", after)
            .param("portion", PORTION)
            .query((rs, n) -> folded(rs))
            .list();
    Map<UUID, List<Intent>> all =
        intents.readAll(rows.stream().map(Folded::account).toArray(UUID[]::new));
    return rows.stream()
        .map(row ->
            new Folded(
                row.account(),
                row.customer(),
                row.name(),
                row.version(),
                row.fold(),
                all.getOrDefault(row.account(), List.of())))
        .toList();
  }

  private static Folded folded(ResultSet rs) throws SQLException {
    return new Folded(
        rs.getObject("id", UUID.class),
        rs.getBoolean("is_customer"),
        rs.getString("name"),
        rs.getLong("version"),
        new Fold(
            rs.getTimestamp("service_from").toInstant(),
            rs.getTimestamp("access_from").toInstant(),
            instant(rs.getTimestamp("access_stopped_at")),
            rs.getInt("hold_count"),
            instant(rs.getTimestamp("terminates_at"))),
        List.of());
  }

  /** An account that has intents and is neither customer nor reseller. */
  Optional<UUID> homelessIntent() {
    return jdbc.sql(
            """
            SELECT i.account_id
            FROM account_intent i
            WHERE NOT EXISTS (SELECT 1 FROM customer c WHERE c.id = i.account_id)
              AND NOT EXISTS (SELECT 1 FROM reseller r WHERE r.id = i.account_id)
            LIMIT 1
            """)
        .query(UUID.class)
        .optional();
  }

  /** Customers whose being held, or its end, isn't as the list of disabled ones has it. */
  List<String> misplacedHolds() {
    return jdbc.sql(
            """
            SELECT format('customer %s is %s among the held, its row says otherwise',
                     coalesce(c.id, h.customer_id), CASE WHEN h.customer_id IS NULL THEN 'not' ELSE 'so' END)
            FROM (SELECT * FROM customer WHERE access_stopped_at IS NOT NULL) AS c
            FULL JOIN held_customer h ON h.customer_id = c.id
            WHERE (h.reseller_id, h.name_key, h.reference_key, h.terminates_at)
                  IS DISTINCT FROM (c.reseller_id, c.name_key, c.reference_key, c.terminates_at)
            LIMIT :most
            """)
        .param("most", MOST_TOLD)
        .query((rs, n) -> rs.getString(1))
        .list();
  }

  /** Imported history that reaches into the customer's own life (C10). */
  List<String> misplacedHistory() {
    return jdbc.sql(
            """
            SELECT format('customer %s has imported history %s, and exists since %s',
                     p.customer_id, p.during, i.effective_at)
            FROM service_period p
            JOIN account_intent i ON i.account_id = p.customer_id AND i.version = 1
            WHERE p.kind = 'IMPORTED'
              AND upper(p.during) > i.effective_at
            LIMIT :most
            """)
        .param("most", MOST_TOLD)
        .query((rs, n) -> rs.getString(1))
        .list();
  }

  /** The customers' own periods, by beginning. */
  Map<UUID, List<Period>> periods(List<UUID> customers) {
    Map<UUID, List<Period>> periods = new HashMap<>();
    jdbc.sql(
            """
            SELECT customer_id, lower(during) AS from_at, upper(during) AS until_at
            FROM service_period
            WHERE customer_id = ANY (CAST(:customers AS uuid[]))
              AND kind = 'OWN'
            ORDER BY customer_id, during
            """)
        .param("customers", customers.toArray(UUID[]::new))
        .query((ResultSet rs) -> {
          periods
              .computeIfAbsent(rs.getObject("customer_id", UUID.class), c -> new ArrayList<>())
              .add(
                  new Period(
                      rs.getTimestamp("from_at").toInstant(),
                      instant(rs.getTimestamp("until_at"))));
        });
    return periods;
  }

  long intents() {
    return jdbc.sql("SELECT count(*) FROM account_intent").query(Long.class).single();
  }

  /**
   * Intents recorded before an earlier one of their account, and those recorded after what was
   * known when the clock was looked at last, or says now.
   */
  List<String> disorderedIntents() {
    return jdbc.sql(
            """
            SELECT format('intent %s of account %s was recorded at %s, %s', o.version, o.account_id,
                     o.recorded_at,
                     CASE WHEN o.recorded_at < o.before
                       THEN 'before the one that it follows, at ' || o.before
                       ELSE 'and it is ' || o.latest || ' at most'
                     END)
            FROM (
              SELECT i.account_id, i.version, i.recorded_at, latest.at AS latest,
                     lag(i.recorded_at) OVER (PARTITION BY i.account_id ORDER BY i.version) AS before
              FROM account_intent i
              CROSS JOIN (
                SELECT greatest(tenure_clock(), (SELECT kept FROM clock_kept)) + interval '1 second' AS at
              ) AS latest
            ) AS o
            WHERE o.recorded_at < o.before
               OR o.recorded_at > o.latest
            LIMIT :most
            """)
        .param("most", MOST_TOLD)
        .query((rs, n) -> rs.getString(1))
        .list();
  }

  long effects() {
    return jdbc.sql("SELECT count(*) FROM effect").query(Long.class).single();
  }

  /** How many are undone: those due by now, or those still to come. */
  long undone(boolean due) {
    return jdbc.sql(
            """
            SELECT count(*)
            FROM effect
            WHERE done_at IS NULL
              AND (due_at <= (SELECT tenure_now())) = :due
            """)
        .param("due", due)
        .query(Long.class)
        .single();
  }

  /** Effects that are done and don't say what was done, or would never be looked at. */
  List<String> brokenEffects() {
    return jdbc.sql(
            """
            SELECT format(
              CASE WHEN done_at IS NULL
                THEN 'effect %s (%s of account %s) is undone and not to be tried before %s'
                ELSE 'effect %s (%s of account %s) is done since %s and has no outcome'
              END,
              id, kind, account_id, coalesce(done_at, next_try_at))
            FROM effect
            WHERE (done_at IS NOT NULL AND outcome IS NULL)
               OR (done_at IS NULL AND next_try_at > greatest(due_at, (SELECT tenure_now())) + INTERVAL '1 day')
            LIMIT :most
            """)
        .param("most", MOST_TOLD)
        .query((rs, n) -> rs.getString(1))
        .list();
  }

  private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
    return timestamp == null ? null : timestamp.toInstant();
  }
}
