package dev.tenure.account;

import dev.tenure.platform.PlatformClock;
import dev.tenure.platform.ResellerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of the reseller row. */
@Repository
class ResellerStore {

  private static final String SELECT =
      """
      SELECT id, name, country, time_zone, currency, contact_name, contact_email, contact_phone,
             trial_days_max, version, changed_what, changed_by, changed_at
      FROM reseller
      WHERE id = :id
      """;

  private final JdbcClient jdbc;
  private final IntentStore intents;
  private final AccountChannel channel;
  private final PlatformClock clock;

  ResellerStore(JdbcClient jdbc, IntentStore intents, AccountChannel channel, PlatformClock clock) {
    this.jdbc = jdbc;
    this.intents = intents;
    this.channel = channel;
    this.clock = clock;
  }

  private record Row(ResellerDetails details, long version, Change change) {}

  Optional<Reseller> find(ResellerId id) {
    return select(SELECT, id, intents::read);
  }

  /**
   * Locks the row until the transaction ends, then reads timeline and clock in a later statement.
   */
  Optional<Reseller> lock(ResellerId id) {
    return select(SELECT + "FOR NO KEY UPDATE", id, intents::readToDecide)
        .map(found -> found.readAt(found.timeline().next(clock.believed(found.readAt()))));
  }

  private Optional<Reseller> select(
      String sql, ResellerId id, Function<UUID, IntentStore.Read> reading) {
    return jdbc.sql(sql)
        .param("id", id.value())
        .query((rs, n) -> row(rs))
        .optional()
        .map(row -> {
          IntentStore.Read read = reading.apply(id.value());
          return new Reseller(
              id,
              row.details(),
              row.version(),
              row.change(),
              Timeline.of(read.intents()),
              read.now());
        });
  }

  private static Row row(ResultSet rs) throws SQLException {
    return new Row(
        new ResellerDetails(
            rs.getString("name"),
            rs.getString("country"),
            ZoneId.of(rs.getString("time_zone")),
            rs.getString("currency"),
            rs.getString("contact_name"),
            rs.getString("contact_email"),
            rs.getString("contact_phone"),
            rs.getInt("trial_days_max")),
        rs.getLong("version"),
        new Change(
            rs.getString("changed_what"),
            rs.getString("changed_by"),
            rs.getTimestamp("changed_at").toInstant()));
  }

  Instant now() {
    return clock.believed(
        jdbc.sql("SELECT tenure_now()").query(Timestamp.class).single().toInstant());
  }

  List<ResellerLine> list(String text) {
    return jdbc.sql(
            """
            SELECT r.id, r.name, r.country, r.created_at,
                   account_status(r.access_stopped_at, NULL) AS status,
                   (SELECT count(*)
                    FROM (SELECT 1 FROM customer c WHERE c.reseller_id = r.id LIMIT 10001) AS counted
                   ) AS customers
            FROM reseller r
            WHERE strpos(lower(r.name), lower(:text)) > 0
            ORDER BY lower(r.name)
            LIMIT 200
            """)
        .param("text", text)
        .query((rs, n) ->
            new ResellerLine(
                new ResellerId(rs.getObject("id", UUID.class)),
                rs.getString("name"),
                rs.getString("country"),
                Status.valueOf(rs.getString("status")),
                rs.getTimestamp("created_at").toInstant(),
                rs.getInt("customers")))
        .list();
  }

  ResellerId insert(ResellerDetails details, String by, Instant now) {
    return new ResellerId(
        jdbc.sql(
                """
                INSERT INTO reseller (
                  name, country, time_zone, currency, contact_name, contact_email, contact_phone,
                  trial_days_max, created_at, version, changed_what, changed_by, changed_at,
                  access_from)
                VALUES (
                  :name, :country, :zone, :currency, :contactName, :contactEmail, :contactPhone,
                  :trialDaysMax, :now, 1, 'created', :by, :now,
                  :now)
                RETURNING id
                """)
            .params(DetailParams.of(details))
            .param("by", by)
            .param("now", Timestamp.from(now))
            .query(UUID.class)
            .single());
  }

  void writeDetails(ResellerId id, ResellerDetails details, long version, Change change) {
    jdbc.sql(
            """
            UPDATE reseller
            SET name = :name,
                country = :country,
                time_zone = :zone,
                currency = :currency,
                contact_name = :contactName,
                contact_email = :contactEmail,
                contact_phone = :contactPhone,
                trial_days_max = :trialDaysMax,
                version = :version,
                changed_what = :what,
                changed_by = :by,
                changed_at = :at
            WHERE id = :id
            """)
        .params(DetailParams.of(details))
        .param("id", id.value())
        .param("version", version)
        .param("what", change.what())
        .param("by", change.by())
        .param("at", Timestamp.from(change.at()))
        .update();
  }

  void writeFold(ResellerId id, Fold fold, long version, Change change) {
    Instant stopped = fold.accessStoppedAt();
    jdbc.sql(
            """
            UPDATE reseller
            SET version = :version,
                access_from = :accessFrom,
                access_stopped_at = :accessStoppedAt,
                hold_count = :holdCount,
                changed_what = :what,
                changed_by = :by,
                changed_at = :at
            WHERE id = :id
            RETURNING CASE WHEN :heard THEN CAST(pg_notify(:channel, :news) AS text) END
            """)
        .param("id", id.value())
        .param("heard", channel.heard())
        .param("channel", AccountChannel.NAME)
        .param("news", channel.news(id.value()))
        .param("version", version)
        .param("accessFrom", Timestamp.from(fold.accessFrom()))
        .param("accessStoppedAt", stopped == null ? null : Timestamp.from(stopped))
        .param("holdCount", fold.holdCount())
        .param("what", change.what())
        .param("by", change.by())
        .param("at", Timestamp.from(change.at()))
        .query((rs, n) -> n)
        .single();
  }
}
