package dev.tenure.audit;

import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Level;
import dev.tenure.platform.PersonId;
import dev.tenure.platform.ResellerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL that reads the trail. */
@Repository
class AuditReadStore {

  private static final int FETCH_SIZE = 1000;
  private static final String ORDER = "\nORDER BY at DESC, chain_id DESC, seq DESC";

  /**
   * An entry with what chains it to the one before.
   *
   * @param seal null when it was written without a key
   */
  record Linked(AuditLine line, byte[] hash, @Nullable Seal seal) {}

  record Head(UUID chain, long seq, byte[] hash) {}

  private final JdbcClient jdbc;

  AuditReadStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  AuditPage page(AuditQuery query) {
    List<AuditLine> lines =
        new ArrayList<>(
            filtered(
                    query,
                    AuditCursor.parse(query.cursor()),
                    ORDER + "\nLIMIT " + (query.size() + 1))
                .query((rs, n) -> line(rs))
                .list());
    boolean more = lines.size() > query.size();
    if (more) {
      lines.removeLast();
    }
    return new AuditPage(
        List.copyOf(lines),
        more ? Optional.of(AuditCursor.behind(lines.getLast()).text()) : Optional.empty());
  }

  void each(AuditQuery query, Consumer<AuditLine> sink) {
    filtered(query, Optional.empty(), ORDER)
        .withFetchSize(FETCH_SIZE)
        .query((ResultSet rs) -> sink.accept(line(rs)));
  }

  /** Terms only for what is asked, so that each question is answered from its own index. */
  private JdbcClient.StatementSpec filtered(
      AuditQuery query, Optional<AuditCursor> cursor, String order) {
    List<String> terms = new ArrayList<>();
    Map<String, @Nullable Object> values = new HashMap<>();
    scope(query.reader(), terms, values);
    term(terms, values, "chain_id = :chain", "chain", query.chain());
    ResellerId reseller = query.reseller();
    term(
        terms,
        values,
        "reseller_id = :reseller",
        "reseller",
        reseller == null ? null : reseller.value());
    CustomerId customer = query.customer();
    term(
        terms,
        values,
        "customer_id = :customer",
        "customer",
        customer == null ? null : customer.value());
    term(terms, values, "at >= :from", "from", timestamp(query.from()));
    term(terms, values, "at < :until", "until", timestamp(query.until()));
    term(
        terms,
        values,
        "starts_with(action, :action)",
        "action",
        query.action().isEmpty() ? null : query.action());
    term(
        terms,
        values,
        """
        strpos(lower(concat_ws(E'\\n', subject, actor_name, address, action, outcome, reason)), :text)
          > 0\
        """,
        "text",
        query.text().isEmpty() ? null : query.text().toLowerCase(Locale.ROOT));
    cursor.ifPresent(place -> {
      terms.add("(at, chain_id, seq) < (:placeAt, :placeChain, :placeSeq)");
      values.put("placeAt", Timestamp.from(place.at()));
      values.put("placeChain", place.chain());
      values.put("placeSeq", place.seq());
    });
    return jdbc.sql(
            "SELECT *\nFROM audit_entry\nWHERE TRUE"
                + terms.stream().map(t -> "\n  AND " + t).reduce("", String::concat)
                + order)
        .params(values);
  }

  private static void scope(
      Actor reader, List<String> terms, Map<String, @Nullable Object> values) {
    switch (reader.level()) {
      case SUPPORT, SYSTEM -> {
        // All of it.
      }
      case RESELLER -> {
        terms.add("reseller_id = :own AND audience IN ('RESELLER', 'CUSTOMER')");
        values.put("own", Objects.requireNonNull(reader.reseller()).value());
      }
      case CUSTOMER -> {
        terms.add("customer_id = :own AND audience = 'CUSTOMER'");
        values.put("own", Objects.requireNonNull(reader.customer()).value());
      }
    }
  }

  private static void term(
      List<String> terms,
      Map<String, @Nullable Object> values,
      String term,
      String name,
      @Nullable Object value) {
    if (value != null) {
      terms.add(term);
      values.put(name, value);
    }
  }

  private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
    return instant == null ? null : Timestamp.from(instant);
  }

  /** All entries, or those of one chain, by chain and number; for verification. */
  void eachLinked(@Nullable UUID chain, Consumer<Linked> sink) {
    String where = chain == null ? "" : "WHERE chain_id = :chain\n";
    jdbc.sql("SELECT *\nFROM audit_entry\n" + where + "ORDER BY chain_id, seq")
        .param("chain", chain)
        .withFetchSize(FETCH_SIZE)
        .query((ResultSet rs) -> sink.accept(new Linked(line(rs), rs.getBytes("hash"), seal(rs))));
  }

  /** The heads, or that of one chain, by chain. */
  void eachHead(@Nullable UUID chain, Consumer<Head> sink) {
    String where = chain == null ? "" : "WHERE chain_id = :chain\n";
    jdbc.sql("SELECT chain_id, seq, hash\nFROM audit_chain\n" + where + "ORDER BY chain_id")
        .param("chain", chain)
        .withFetchSize(FETCH_SIZE)
        .query((ResultSet rs) ->
            sink.accept(
                new Head(
                    rs.getObject("chain_id", UUID.class), rs.getLong("seq"), rs.getBytes("hash"))));
  }

  /** Half a seal is none that fits. */
  private static @Nullable Seal seal(ResultSet rs) throws SQLException {
    String key = rs.getString("mac_key");
    UUID nonce = rs.getObject("nonce", UUID.class);
    byte[] mac = rs.getBytes("mac");
    return key == null && nonce == null && mac == null
        ? null
        : new Seal(
            Objects.requireNonNullElse(key, ""),
            Objects.requireNonNullElse(nonce, AuditEntry.PLATFORM),
            Objects.requireNonNullElse(mac, new byte[0]));
  }

  private static AuditLine line(ResultSet rs) throws SQLException {
    UUID actor = rs.getObject("actor_id", UUID.class);
    UUID reseller = rs.getObject("reseller_id", UUID.class);
    UUID customer = rs.getObject("customer_id", UUID.class);
    return new AuditLine(
        rs.getLong("seq"),
        rs.getTimestamp("at").toInstant(),
        new AuditEntry(
            rs.getObject("chain_id", UUID.class),
            rs.getString("action"),
            rs.getString("outcome"),
            new Actor(
                actor == null ? null : new PersonId(actor),
                rs.getString("actor_name"),
                Level.valueOf(rs.getString("actor_level")),
                null,
                null,
                rs.getString("address")),
            reseller == null ? null : new ResellerId(reseller),
            customer == null ? null : new CustomerId(customer),
            rs.getString("subject"),
            rs.getString("reason"),
            rs.getString("before_state"),
            rs.getString("after_state"),
            Audience.valueOf(rs.getString("audience"))));
  }
}
