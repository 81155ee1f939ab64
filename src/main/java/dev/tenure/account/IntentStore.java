package dev.tenure.account;

import dev.tenure.platform.Level;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of the append-only intents (A3). */
@Repository
class IntentStore {

  private static final String[] NO_EFFECTS = {};

  private static final String READ_AT =
      """
      SELECT version, kind, hold_owner, actor_id, actor_name, actor_level, reason_code, reason,
             recorded_at, effective_at, local_input, input_zone, (SELECT %s) AS now
      FROM account_intent
      WHERE account_id = :account
      ORDER BY version
      """;

  private static final String READ = READ_AT.formatted("tenure_now()");

  /** For whoever holds the account's row, with the instant of what is decided next. */
  static final String READ_TO_DECIDE = READ_AT.formatted("tenure_next()");

  /** What follows WITH in a statement that appends an intent and its effects. */
  static final String APPEND =
      """
      intent AS (
        INSERT INTO account_intent (
          account_id, version, kind, hold_owner, actor_id, actor_name, actor_level, reason_code,
          reason, recorded_at, effective_at, local_input, input_zone)
        VALUES (
          :account, :intentVersion, :kind, :owner, :actorId, :actorName, :actorLevel, :reasonCode,
          :reason, :recordedAt, :effectiveAt, :localInput, :inputZone)
      )
      INSERT INTO effect (account_id, account_version, kind, due_at, next_try_at)
      SELECT :account, :intentVersion, kind, :effectiveAt, :effectiveAt
      FROM unnest(CAST(:effects AS text[])) AS kind
      """;

  private final JdbcClient jdbc;

  IntentStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Intents by version, and the instant of the statement that read them. */
  record Read(List<Intent> intents, Instant now) {}

  Read read(UUID account) {
    return read(account, READ);
  }

  /** The same for whoever holds the account's row. */
  Read readToDecide(UUID account) {
    return read(account, READ_TO_DECIDE);
  }

  private Read read(UUID account, String sql) {
    Read read =
        jdbc.sql(sql).param("account", account).query((ResultSetExtractor<Read>) IntentStore::read);
    if (read.intents().isEmpty()) {
      throw new IllegalStateException("Account " + account + " has no intents");
    }
    return read;
  }

  /** What was found; of an account that isn't there nothing, as of the epoch. */
  static Read read(ResultSet rs) throws SQLException {
    List<Intent> intents = new ArrayList<>();
    Instant now = Instant.EPOCH;
    while (rs.next()) {
      now = rs.getTimestamp("now").toInstant();
      intents.add(intent(rs));
    }
    return new Read(intents, now);
  }

  /** Intents of many accounts, each by version; for proofs over all of them. */
  Map<UUID, List<Intent>> readAll(UUID[] accounts) {
    Map<UUID, List<Intent>> all = new HashMap<>();
    jdbc.sql(
            """
            SELECT account_id, version, kind, hold_owner, actor_id, actor_name, actor_level,
                   reason_code, reason, recorded_at, effective_at, local_input, input_zone
            FROM account_intent
            WHERE account_id = ANY (CAST(:accounts AS uuid[]))
            ORDER BY account_id, version
            """)
        .param("accounts", accounts)
        .query((ResultSet rs) -> {
          all.computeIfAbsent(rs.getObject("account_id", UUID.class), a -> new ArrayList<>())
              .add(intent(rs));
        });
    return all;
  }

  static Intent intent(ResultSet rs) throws SQLException {
    String owner = rs.getString("hold_owner");
    LocalDateTime local = rs.getObject("local_input", LocalDateTime.class);
    return new Intent(
        rs.getLong("version"),
        IntentKind.valueOf(rs.getString("kind")),
        owner == null ? null : HoldOwner.valueOf(owner),
        new Author(
            rs.getObject("actor_id", UUID.class),
            rs.getString("actor_name"),
            Level.valueOf(rs.getString("actor_level"))),
        new Reason(ReasonCode.valueOf(rs.getString("reason_code")), rs.getString("reason")),
        rs.getTimestamp("recorded_at").toInstant(),
        rs.getTimestamp("effective_at").toInstant(),
        local == null ? null : new Intent.Picked(local, ZoneId.of(rs.getString("input_zone"))));
  }

  void append(UUID account, Intent intent) {
    append(account, intent, NO_EFFECTS);
  }

  /** Appends the intent and effects of these kinds, due when it takes effect (A11). */
  void append(UUID account, Intent intent, String[] effects) {
    jdbc.sql("WITH " + APPEND).params(parameters(account, intent, effects)).update();
  }

  /** The parameters of {@link #APPEND}. */
  static Map<String, @Nullable Object> parameters(UUID account, Intent intent, String[] effects) {
    HoldOwner owner = intent.owner();
    Intent.Picked picked = intent.picked();
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("account", account);
    values.put("intentVersion", intent.version());
    values.put("kind", intent.kind().name());
    values.put("owner", owner == null ? null : owner.name());
    values.put("actorId", intent.author().id());
    values.put("actorName", intent.author().name());
    values.put("actorLevel", intent.author().level().name());
    values.put("reasonCode", intent.reason().code().name());
    values.put("reason", intent.reason().text());
    values.put("recordedAt", Timestamp.from(intent.recordedAt()));
    values.put("effectiveAt", Timestamp.from(intent.effectiveAt()));
    values.put("localInput", picked == null ? null : picked.local());
    values.put("inputZone", picked == null ? null : picked.zone().getId());
    values.put("effects", effects);
    return values;
  }
}
