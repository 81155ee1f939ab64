package dev.tenure.account;

import dev.tenure.platform.CustomerId;
import dev.tenure.platform.PlatformClock;
import dev.tenure.platform.ResellerId;
import dev.tenure.platform.database.WithCommit;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of the customer row: details, version and the fold's columns. */
@Repository
class AccountStore {

  private final JdbcClient jdbc;
  private final NamedParameterJdbcOperations pipelined;
  private final AccountChannel channel;
  private final WithCommit writes;
  private final PlatformClock clock;

  AccountStore(
      JdbcClient jdbc,
      NamedParameterJdbcOperations pipelined,
      AccountChannel channel,
      WithCommit writes,
      PlatformClock clock) {
    this.jdbc = jdbc;
    this.pipelined = pipelined;
    this.channel = channel;
    this.writes = writes;
    this.clock = clock;
  }

  private record Row(
      CustomerId id,
      ResellerId reseller,
      String resellerName,
      CustomerDetails details,
      long version,
      Change change) {}

  Optional<Account> find(CustomerId id, @Nullable ResellerId scope) {
    writes.flush();
    return jdbc.sql(AccountSql.FIND)
        .params(key(id, scope))
        .query(rs -> {
          if (!rs.next()) {
            return Optional.empty();
          }
          Row row = row(rs);
          Instant now = rs.getTimestamp("now").toInstant();
          List<Intent> told = new ArrayList<>();
          do {
            told.add(IntentStore.intent(rs));
          } while (rs.next());
          return Optional.of(account(row, new IntentStore.Read(told, now)));
        });
  }

  /**
   * Locks the row until the transaction ends. Its intents and the clock are read in a statement
   * that begins after the lock was granted: whoever held the row meanwhile, as a sign-in does, did
   * so before that instant, and what was decided meanwhile is among them. Both statements travel
   * together.
   */
  Optional<LockedAccount> lock(CustomerId id, @Nullable ResellerId scope) {
    writes.flush();
    return pipelined.execute(
        AccountSql.LOCK,
        key(id, scope),
        statement -> {
          statement.execute();
          ResultSet found = statement.getResultSet();
          if (!found.next()) {
            return Optional.empty();
          }
          Row row = row(found);
          statement.getMoreResults();
          IntentStore.Read read = IntentStore.read(statement.getResultSet());
          return Optional.of(at(read.now(), account(row, read)));
        });
  }

  private LockedAccount at(Instant reading, Account read) {
    Instant now = read.timeline().next(clock.believed(reading));
    return new LockedAccount(read.readAt(now), now);
  }

  Instant now() {
    return clock.believed(
        jdbc.sql("SELECT tenure_now()").query(Timestamp.class).single().toInstant());
  }

  private static Map<String, ?> key(CustomerId id, @Nullable ResellerId scope) {
    Map<String, @Nullable Object> key = new HashMap<>();
    key.put("account", id.value());
    key.put("reseller", scope == null ? null : scope.value());
    return key;
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

  private static Row row(ResultSet rs) throws SQLException {
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
        rs.getLong("account_version"),
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

  /**
   * Writes the newest intent with its effects, the fold's columns and the new version (A3), with
   * the commit of the deciding transaction, which then rings the bell on every other node.
   */
  void write(CustomerId id, Fold fold, Change change, Intent newest, String[] effects) {
    Map<String, @Nullable Object> values = IntentStore.parameters(id.value(), newest, effects);
    values.put("serviceFrom", Timestamp.from(fold.serviceFrom()));
    values.put("accessFrom", Timestamp.from(fold.accessFrom()));
    values.put("accessStoppedAt", timestamp(fold.accessStoppedAt()));
    values.put("holdCount", fold.holdCount());
    values.put("terminatesAt", timestamp(fold.terminatesAt()));
    values.put("what", change.what());
    values.put("by", change.by());
    values.put("at", Timestamp.from(change.at()));
    values.put("heard", channel.heard());
    values.put("channel", AccountChannel.NAME);
    values.put("news", channel.news(id.value()));
    writes.write(
        fold.accessStoppedAt() == null ? AccountSql.WRITE_OPEN : AccountSql.WRITE_STOPPED, values);
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

  /** Keeps what lists are searched and sorted by in step with what they show. */
  void writeSearchWords(CustomerId id) {
    jdbc.sql(
            """
            WITH renamed AS (
              UPDATE held_customer h
              SET name_key = c.name_key,
                  reference_key = c.reference_key
              FROM customer c
              WHERE c.id = :id
                AND h.customer_id = c.id
            )
            INSERT INTO customer_search (customer_id, words)
            SELECT id, customer_search_text(name, reference)
            FROM customer
            WHERE id = :id
            ON CONFLICT (customer_id) DO UPDATE SET words = excluded.words
            """)
        .param("id", id.value())
        .update();
  }

  private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
    return instant == null ? null : Timestamp.from(instant);
  }
}
