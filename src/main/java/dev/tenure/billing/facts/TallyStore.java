package dev.tenure.billing.facts;

import dev.tenure.billing.PartNumber;
import dev.tenure.billing.Price;
import dev.tenure.billing.draft.Stretch;
import dev.tenure.billing.draft.Tally;
import dev.tenure.platform.ResellerId;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of what is counted of a reseller's licences (D15). */
@Repository
public class TallyStore {

  private static final String COUNTS = "part, stretch, days, tiers, charged, currency";

  private final JdbcClient jdbc;

  TallyStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A tally that changes belong to, whether or not it is complete yet.
   *
   * @param mark of what it is counted under
   */
  record Open(UUID id, YearMonth period, String mark) {}

  /** The one that changes of this transaction belong to; it stays so until the transaction ends. */
  Optional<Open> open(ResellerId reseller) {
    return jdbc.sql("SELECT tally, counted_period, under FROM open_tally(:reseller)")
        .param("reseller", reseller.value())
        .query((rs, n) -> new Open(rs.getObject(1, UUID.class), month(rs, 2), rs.getString(3)))
        .optional();
  }

  private static YearMonth month(ResultSet rs, int column) throws SQLException {
    return YearMonth.from(rs.getObject(column, LocalDate.class));
  }

  /** What is counted for the period under the terms of now; empty where it has to be counted. */
  public Optional<Tally> find(ResellerId reseller, YearMonth period) {
    Tally tally = new Tally();
    boolean[] found = new boolean[1];
    jdbc.sql(
            """
            SELECT %s, sum(c.times) AS times
            FROM tally t
            LEFT JOIN tally_count c ON c.tally_id = t.id
            WHERE t.reseller_id = :reseller
              AND t.period = :period
              AND t.ready
              AND t.mark = tally_mark(:reseller)
            GROUP BY %1$s
            """
                .formatted(COUNTS))
        .param("reseller", reseller.value())
        .param("period", Date.valueOf(period.atDay(1)))
        .query((ResultSet rs) -> {
          found[0] = true;
          if (rs.getString("part") != null) {
            tally.add(stretch(rs), rs.getLong("times"));
          }
        });
    return found[0] ? Optional.of(tally) : Optional.empty();
  }

  private static Stretch stretch(ResultSet rs) throws SQLException {
    return new Stretch(
        new PartNumber(rs.getString("part")),
        Stretch.When.valueOf(rs.getString("stretch")),
        rs.getInt("days"),
        tiers(rs.getString("tiers")),
        rs.getLong("charged"),
        rs.getString("currency"));
  }

  /** As in {@code 1:1000 50:900}. */
  private static List<Price.Tier> tiers(String written) {
    List<Price.Tier> tiers = new ArrayList<>();
    for (String tier : written.isEmpty() ? new String[0] : written.split(" ")) {
      int colon = tier.indexOf(':');
      tiers.add(
          new Price.Tier(
              Integer.parseInt(tier, 0, colon, 10),
              Long.parseLong(tier, colon + 1, tier.length(), 10)));
    }
    return tiers;
  }

  private static String written(List<Price.Tier> tiers) {
    return tiers.stream()
        .map(tier -> tier.from() + ":" + tier.perMonth())
        .collect(Collectors.joining(" "));
  }

  /** Writes down so many more of each stretch, or fewer. */
  void add(UUID tally, ResellerId reseller, Tally more) {
    List<Stretch> all = List.copyOf(more.counts().keySet());
    jdbc.sql(
            """
            INSERT INTO tally_count (tally_id, reseller_id, %s, times)
            SELECT :tally, :reseller, c.*
            FROM unnest(
              CAST(:parts AS text[]), CAST(:stretches AS text[]), CAST(:days AS smallint[]),
              CAST(:tiers AS text[]), CAST(:charged AS bigint[]), CAST(:currencies AS text[]),
              CAST(:times AS bigint[])) AS c
            """
                .formatted(COUNTS))
        .param("tally", tally)
        .param("reseller", reseller.value())
        .param("parts", texts(all, stretch -> stretch.part().value()))
        .param("stretches", texts(all, stretch -> stretch.when().name()))
        .param("days", all.stream().map(Stretch::days).toArray(Integer[]::new))
        .param("tiers", texts(all, stretch -> written(stretch.tiers())))
        .param("charged", all.stream().map(Stretch::charged).toArray(Long[]::new))
        .param("currencies", texts(all, Stretch::currency))
        .param("times", all.stream().map(more.counts()::get).toArray(Long[]::new))
        .update();
  }

  private static String[] texts(List<Stretch> all, Function<Stretch, String> text) {
    return all.stream().map(text).toArray(String[]::new);
  }

  /** Replaces what is committed, and nobody else is replacing, by its sums. */
  void fold(UUID tally) {
    jdbc.sql(
            """
            WITH taken AS MATERIALIZED (
              SELECT ctid AS place
              FROM tally_count
              WHERE tally_id = :tally
              FOR UPDATE SKIP LOCKED
            ), gone AS (
              DELETE FROM tally_count c
              USING taken t
              WHERE c.ctid = t.place
              RETURNING c.*
            )
            INSERT INTO tally_count (tally_id, reseller_id, %s, times)
            SELECT tally_id, reseller_id, %1$s, sum(times)
            FROM gone
            GROUP BY tally_id, reseller_id, %1$s
            HAVING sum(times) <> 0
            """
                .formatted(COUNTS))
        .param("tally", tally)
        .update();
  }

  /** Charged resellers whose prices have tiers, and of whom nothing complete is kept. */
  List<ResellerId> due() {
    return jdbc.sql(
            """
            SELECT b.reseller_id
            FROM reseller_billing b
            WHERE EXISTS (
                SELECT 1
                FROM billing_terms t
                JOIN plan_price p ON p.plan_id = t.plan_id
                WHERE t.reseller_id = b.reseller_id
                  AND cardinality(p.tier_from) > 1)
              AND NOT EXISTS (
                SELECT 1
                FROM tally t
                WHERE t.reseller_id = b.reseller_id
                  AND t.ready
                  AND t.mark = tally_mark(b.reseller_id))
            """)
        .query((rs, n) -> new ResellerId(rs.getObject(1, UUID.class)))
        .list();
  }

  /** Resellers of whom something complete is kept under the terms of now. */
  public List<ResellerId> kept() {
    return jdbc.sql(
            """
            SELECT reseller_id
            FROM tally
            WHERE ready
              AND mark = tally_mark(reseller_id)
            """)
        .query((rs, n) -> new ResellerId(rs.getObject(1, UUID.class)))
        .list();
  }

  /** Keeps acts that count from ending or beginning until the transaction ends, for a moment. */
  void lock(ResellerId reseller) {
    jdbc.sql("SELECT set_config('lock_timeout', '500ms', true)").query(String.class).single();
    jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended('tally ' || :reseller, 0))")
        .param("reseller", reseller.value().toString())
        .query((rs, n) -> 1)
        .single();
  }

  /** What all is counted under; none for a reseller that isn't charged. */
  Optional<String> mark(ResellerId reseller) {
    return jdbc.sql("SELECT tally_mark(:reseller)")
        .param("reseller", reseller.value())
        .query((rs, n) -> Optional.ofNullable(rs.getString(1)))
        .single();
  }

  /** From this transaction's end on changes are written down for a new one, which isn't ready. */
  UUID begin(ResellerId reseller, YearMonth period, String mark) {
    jdbc.sql("DELETE FROM tally_count WHERE reseller_id = :reseller")
        .param("reseller", reseller.value())
        .update();
    return jdbc.sql(
            """
            INSERT INTO tally (reseller_id, period, mark, begun_at)
            VALUES (:reseller, :period, :mark, tenure_now())
            ON CONFLICT (reseller_id) DO UPDATE
            SET id = uuidv7(),
                period = excluded.period,
                mark = excluded.mark,
                ready = false,
                begun_at = excluded.begun_at
            RETURNING id
            """)
        .param("reseller", reseller.value())
        .param("period", Date.valueOf(period.atDay(1)))
        .param("mark", mark)
        .query(UUID.class)
        .single();
  }

  /** Between two statements of this transaction customers are counted here. */
  void mayTakeLong() {
    jdbc.sql("SELECT set_config('idle_in_transaction_session_timeout', '0', true)")
        .query(String.class)
        .single();
  }

  /** Whether it is still the reseller's, under the terms of now. */
  boolean stands(UUID tally) {
    return jdbc.sql(
            "SELECT EXISTS (SELECT 1 FROM tally WHERE id = :tally AND mark ="
                + " tally_mark(reseller_id))")
        .param("tally", tally)
        .query(Boolean.class)
        .single();
  }

  /** What was added while all were counted. */
  Tally added(UUID tally) {
    Tally added = new Tally();
    jdbc.sql(
            "SELECT %s, sum(times) AS times FROM tally_count WHERE tally_id = :tally GROUP BY %1$s"
                .formatted(COUNTS))
        .param("tally", tally)
        .query((ResultSet rs) -> added.add(stretch(rs), rs.getLong("times")));
    return added;
  }

  void drop(UUID tally) {
    jdbc.sql("DELETE FROM tally WHERE id = :tally").param("tally", tally).update();
  }

  void ready(UUID tally) {
    jdbc.sql("UPDATE tally SET ready = true WHERE id = :tally").param("tally", tally).update();
  }
}
