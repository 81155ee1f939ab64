package dev.tenure.account;

import dev.tenure.platform.CustomerId;
import dev.tenure.platform.ResellerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of the customer row: details, version and the fold's columns. */
@Repository
class AccountStore {

  private final JdbcClient jdbc;
  private final IntentStore intents;

  AccountStore(JdbcClient jdbc, IntentStore intents) {
    this.jdbc = jdbc;
    this.intents = intents;
  }

  private record Row(
      CustomerId id,
      ResellerId reseller,
      String resellerName,
      CustomerDetails details,
      long version,
      Change change) {}

  private static final String COLUMNS =
      """
      SELECT c.id, c.reseller_id, r.name AS reseller_name, c.name, c.reference, c.product_type,
             c.country, c.time_zone, c.notes, c.trial_until, c.version,
             c.changed_what, c.changed_by, c.changed_at
      FROM customer c
      JOIN reseller r ON r.id = c.reseller_id
      WHERE c.id = :id
        AND (CAST(:reseller AS uuid) IS NULL OR c.reseller_id = :reseller)
      """;

  Optional<Account> find(CustomerId id, @Nullable ResellerId scope) {
    return row(COLUMNS, id, scope).map(row -> account(row, intents.read(id.value())));
  }

  /**
   * Locks the row until the transaction ends, then reads timeline and clock in a later statement.
   */
  Optional<LockedAccount> lock(CustomerId id, @Nullable ResellerId scope) {
    return row(COLUMNS + "FOR NO KEY UPDATE OF c", id, scope)
        .map(row -> {
          IntentStore.Read read = intents.read(id.value());
          return new LockedAccount(account(row, read), read.now());
        });
  }

  /**
   * Keeps writers of facts out until the transaction ends (the fence at T), and reads the clock
   * once nobody is inside any more.
   */
  Instant lockPeriods(CustomerId id) {
    jdbc.sql(
            """
            SELECT 1
            FROM service_period
            WHERE customer_id = :id
            ORDER BY during
            FOR UPDATE
            """)
        .param("id", id.value())
        .query(Integer.class)
        .list();
    return now();
  }

  Instant now() {
    return jdbc.sql("SELECT tenure_now()").query(Timestamp.class).single().toInstant();
  }

  private Optional<Row> row(String sql, CustomerId id, @Nullable ResellerId scope) {
    return jdbc.sql(sql)
        .param("id", id.value())
        .param("reseller", scope == null ? null : scope.value())
        .query((rs, n) -> read(rs))
        .optional();
  }

  private static Account account(Row row, IntentStore.Read read) {
    return new Account(
        row.id(),
        row.reseller(),
        row.resellerName(),
        row.details(),
        row.version(),
        row.change(),
        Timeline.of(read.intents()),
        read.now());
  }

  private static Row read(ResultSet rs) throws SQLException {
    return new Row(
        new CustomerId(rs.getObject("id", UUID.class)),
        new ResellerId(rs.getObject("reseller_id", UUID.class)),
        rs.getString("reseller_name"),
        new CustomerDetails(
            rs.getString("name"),
            rs.getString("reference"),
            ProductType.valueOf(rs.getString("product_type")),
            rs.getString("country"),
            ZoneId.of(rs.getString("time_zone")),
            rs.getString("notes"),
            rs.getObject("trial_until", LocalDate.class)),
        rs.getLong("version"),
        new Change(
            rs.getString("changed_what"),
            rs.getString("changed_by"),
            rs.getTimestamp("changed_at").toInstant()));
  }

  CustomerId insert(ResellerId reseller, CustomerDetails details, String createdBy, Instant now) {
    return new CustomerId(
        jdbc.sql(
                """
                INSERT INTO customer (
                  reseller_id, name, reference, product_type, country, time_zone, notes,
                  trial_until, created_at, created_by, version, changed_what, changed_by,
                  changed_at, service_from, access_from)
                SELECT
                  r.id, :name, :reference, :product, :country, :zone, :notes,
                  CAST(:trialUntil AS date), :now, :by, 1, 'created', :by,
                  :now, :now, :now
                FROM reseller r
                WHERE r.id = :reseller
                RETURNING id
                """)
            .param("reseller", reseller.value())
            .param("name", details.name())
            .param("reference", details.reference())
            .param("product", details.product().name())
            .param("country", details.country())
            .param("zone", details.zone().getId())
            .param("notes", details.notes())
            .param("trialUntil", details.trialUntil())
            .param("now", Timestamp.from(now))
            .param("by", createdBy)
            .query(UUID.class)
            .single());
  }

  /** Writes the fold's columns and the new version (A3), within the deciding transaction. */
  void writeFold(CustomerId id, Fold fold, long version, Change change) {
    jdbc.sql(
            """
            UPDATE customer
            SET version = :version,
                service_from = :serviceFrom,
                access_from = :accessFrom,
                access_stopped_at = :accessStoppedAt,
                hold_count = :holdCount,
                terminates_at = :terminatesAt,
                changed_what = :what,
                changed_by = :by,
                changed_at = :at
            WHERE id = :id
            """)
        .param("id", id.value())
        .param("version", version)
        .param("serviceFrom", Timestamp.from(fold.serviceFrom()))
        .param("accessFrom", Timestamp.from(fold.accessFrom()))
        .param("accessStoppedAt", timestamp(fold.accessStoppedAt()))
        .param("holdCount", fold.holdCount())
        .param("terminatesAt", timestamp(fold.terminatesAt()))
        .param("what", change.what())
        .param("by", change.by())
        .param("at", Timestamp.from(change.at()))
        .update();
  }

  void writeDetails(Account account, CustomerDetails details, long version, Change change) {
    jdbc.sql(
            """
            UPDATE customer
            SET name = :name,
                reference = :reference,
                product_type = :product,
                country = :country,
                time_zone = :zone,
                notes = :notes,
                trial_until = :trialUntil,
                version = :version,
                changed_what = :what,
                changed_by = :by,
                changed_at = :at
            WHERE id = :id
            """)
        .param("id", account.id().value())
        .param("name", details.name())
        .param("reference", details.reference())
        .param("product", details.product().name())
        .param("country", details.country())
        .param("zone", details.zone().getId())
        .param("notes", details.notes())
        .param("trialUntil", details.trialUntil())
        .param("version", version)
        .param("what", change.what())
        .param("by", change.by())
        .param("at", Timestamp.from(change.at()))
        .update();
  }

  /** Keeps what a search finds the customer by in step with what the grid shows. */
  void writeSearchWords(CustomerId id) {
    jdbc.sql(
            """
            INSERT INTO customer_search (customer_id, words)
            SELECT c.id, customer_search_text(c.name, c.reference, c.created_at, r.time_zone)
            FROM customer c
            JOIN reseller r ON r.id = c.reseller_id
            WHERE c.id = :id
            ON CONFLICT (customer_id) DO UPDATE SET words = excluded.words
            """)
        .param("id", id.value())
        .update();
  }

  void openPeriod(CustomerId id, Instant from) {
    jdbc.sql(
            """
            INSERT INTO service_period (customer_id, during)
            VALUES (:id, tstzrange(:from, NULL))
            """)
        .param("id", id.value())
        .param("from", Timestamp.from(from))
        .update();
  }

  /**
   * Gives the newest period its end; null opens it again. An account that ends in the microsecond
   * of its beginning was never served: its period is none.
   */
  void endPeriod(CustomerId id, Instant from, @Nullable Instant end) {
    if (from.equals(end)) {
      jdbc.sql("DELETE FROM service_period WHERE customer_id = :id AND lower(during) = :from")
          .param("id", id.value())
          .param("from", Timestamp.from(from))
          .update();
      return;
    }
    int rows =
        jdbc.sql(
                """
                UPDATE service_period
                SET during = tstzrange(:from, :end)
                WHERE customer_id = :id
                  AND lower(during) = :from
                """)
            .param("id", id.value())
            .param("from", Timestamp.from(from))
            .param("end", timestamp(end))
            .update();
    if (rows != 1) {
      throw new IllegalStateException(rows + " service periods of " + id + " begin at " + from);
    }
  }

  private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
    return instant == null ? null : Timestamp.from(instant);
  }

  List<Period> periods(CustomerId id) {
    return jdbc.sql(
            """
            SELECT lower(during) AS from_at, upper(during) AS until_at
            FROM service_period
            WHERE customer_id = :id
            ORDER BY during
            """)
        .param("id", id.value())
        .query((rs, n) -> {
          Timestamp until = rs.getTimestamp("until_at");
          return new Period(
              rs.getTimestamp("from_at").toInstant(), until == null ? null : until.toInstant());
        })
        .list();
  }
}
