package dev.tenure.billing.facts;

import dev.tenure.account.Period;
import dev.tenure.billing.HolderId;
import dev.tenure.billing.LineKind;
import dev.tenure.billing.PartNumber;
import dev.tenure.billing.Price;
import dev.tenure.billing.Terms;
import dev.tenure.billing.TermsHistory;
import dev.tenure.billing.draft.CustomerFacts;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.ResellerId;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of what decides charges: customers with their lives, licences, and what was charged. */
@Repository
public class FactsStore {

  /** So many customers are held at a time, with their licences. */
  private static final int AT_ONCE = 1000;

  private final JdbcClient jdbc;

  FactsStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * All of the reseller's customers that an invoice for the period may concern, by name. Only some
   * of them are held at a time; a snapshot shows them as of one instant.
   */
  public void each(TermsHistory terms, YearMonth period, Consumer<CustomerFacts> sink) {
    each(terms, period, customers(terms, period), sink);
  }

  /** The same of some of them, in that order. */
  public void each(
      TermsHistory terms,
      YearMonth period,
      List<CustomerId> customers,
      Consumer<CustomerFacts> sink) {
    for (int from = 0; from < customers.size(); from += AT_ONCE) {
      int until = Math.min(from + AT_ONCE, customers.size());
      read(new Query(terms, period, customers.subList(from, until))).forEach(sink);
    }
  }

  /** One customer; empty when it isn't the reseller's. */
  public List<CustomerFacts> ofCustomer(TermsHistory terms, YearMonth period, CustomerId customer) {
    return read(new Query(terms, period, List.of(customer)));
  }

  /** A customer's licences and what was charged, without its life, zone and trial. */
  CustomerFacts licences(TermsHistory terms, YearMonth period, CustomerId customer) {
    Query query = new Query(terms, period, List.of(customer));
    return new CustomerFacts(
        customer,
        "",
        "",
        List.of(),
        terms.now().zone(),
        null,
        holdings(query).getOrDefault(customer.value(), List.of()),
        charged(query).getOrDefault(customer.value(), List.of()));
  }

  /** Whether the reseller has more customers than that. */
  boolean moreThan(int customers, ResellerId reseller) {
    return jdbc.sql(
            """
            SELECT EXISTS (
              SELECT 1 FROM customer WHERE reseller_id = :reseller OFFSET :customers LIMIT 1)
            """)
        .param("reseller", reseller.value())
        .param("customers", customers)
        .query(Boolean.class)
        .single();
  }

  /** Their ids only: some fifty bytes each. */
  private List<CustomerId> customers(TermsHistory terms, YearMonth period) {
    // Two days more than a zone can differ from another: the month before may have been another's.
    ZonedDateTime ended =
        period.minusMonths(1).atDay(1).minusDays(2).atStartOfDay(terms.now().zone());
    return jdbc.sql(
            """
            SELECT c.id
            FROM customer c
            WHERE c.reseller_id = :reseller
              AND (c.terminates_at IS NULL OR c.terminates_at >= :ended)
            ORDER BY c.name COLLATE "C", c.id
            """)
        .param("reseller", terms.now().reseller().value())
        .param("ended", Timestamp.from(ended.toInstant()))
        .query((rs, n) -> new CustomerId(rs.getObject(1, UUID.class)))
        .list();
  }

  /** In the order in which they are asked for. */
  private List<CustomerFacts> read(Query query) {
    Map<UUID, List<Period>> lives = lives(query);
    Map<UUID, List<CustomerFacts.Holding>> holdings = holdings(query);
    Map<UUID, List<CustomerFacts.Charge>> charged = charged(query);
    Map<UUID, CustomerFacts> found = new HashMap<>();
    sql(
            query,
            """
            SELECT c.id, c.name, c.reference, c.time_zone, c.trial_until
            FROM customer c
            WHERE %s
            """)
        .query((ResultSet rs) -> {
          UUID id = rs.getObject("id", UUID.class);
          found.put(
              id,
              new CustomerFacts(
                  new CustomerId(id),
                  rs.getString("name"),
                  rs.getString("reference"),
                  lives.getOrDefault(id, List.of()),
                  ZoneId.of(rs.getString("time_zone")),
                  rs.getObject("trial_until", LocalDate.class),
                  holdings.getOrDefault(id, List.of()),
                  charged.getOrDefault(id, List.of())));
        });
    return query.customers().stream()
        .map(customer -> found.get(customer.value()))
        .filter(Objects::nonNull)
        .toList();
  }

  /** Days before these are closed, so what ended before them decides nothing. */
  private record Query(TermsHistory history, YearMonth period, List<CustomerId> customers) {
    Terms terms() {
      return history.now();
    }

    LocalDate closed() {
      return period.minusMonths(1).atDay(1);
    }

    /** A licence that ended long ago may still last for its minimum term. */
    LocalDate oldestEnd() {
      int longest =
          history.known().stream()
              .flatMap(known -> known.terms().plan().prices().stream())
              .mapToInt(Price::minimumDays)
              .max()
              .orElse(0);
      return closed().minusDays(longest);
    }
  }

  private JdbcClient.StatementSpec sql(Query query, String sql) {
    return jdbc.sql(
            sql.formatted("c.reseller_id = :reseller AND c.id = ANY(CAST(:customers AS uuid[]))"))
        .param("reseller", query.terms().reseller().value())
        .param(
            "customers",
            query.customers().stream().map(each -> each.value().toString()).toArray(String[]::new));
  }

  private Map<UUID, List<Period>> lives(Query query) {
    Map<UUID, List<Period>> lives = new HashMap<>();
    sql(
            query,
            """
            SELECT p.customer_id, lower(p.during) AS from_at, upper(p.during) AS until_at
            FROM customer c
            JOIN service_period p ON p.customer_id = c.id AND p.kind = 'OWN'
            WHERE %s
            ORDER BY p.customer_id, p.during
            """)
        .query((ResultSet rs) -> {
          lives
              .computeIfAbsent(rs.getObject(1, UUID.class), id -> new ArrayList<>(1))
              .add(new Period(rs.getTimestamp(2).toInstant(), instant(rs.getTimestamp(3))));
        });
    return lives;
  }

  private Map<UUID, List<CustomerFacts.Holding>> holdings(Query query) {
    Map<UUID, List<CustomerFacts.Holding>> holdings = new LinkedHashMap<>();
    Map<String, PartNumber> parts = new HashMap<>();
    sql(
            query,
            """
            WITH held AS MATERIALIZED (
              SELECT l.customer_id, l.holder_id, l.part, lower(l.during) AS from_day,
                     upper(l.during) AS until_day, l.moved_from, l.given_at, l.trial_until
              FROM customer c
              JOIN licence l ON l.customer_id = c.id
              WHERE %1$s
                AND (upper_inf(l.during) OR upper(l.during) > :oldestEnd)
            ), named AS MATERIALIZED (
              SELECT h.id, COALESCE(p.display_name, NULLIF(a.name, ''), h.name) AS name
              FROM customer c
              JOIN licence_holder h ON h.customer_id = c.id
              LEFT JOIN person p ON p.id = h.person_id
              LEFT JOIN agent a ON a.id = h.agent_id
              WHERE %1$s
            )
            SELECT l.customer_id, l.holder_id, l.part, l.from_day, l.until_day, h.name, l.moved_from,
                   l.given_at, l.trial_until
            FROM held l
            JOIN named h ON h.id = l.holder_id
            """)
        .param("oldestEnd", Date.valueOf(query.oldestEnd()))
        .query((ResultSet rs) -> {
          holdings
              .computeIfAbsent(rs.getObject(1, UUID.class), id -> new ArrayList<>())
              .add(
                  new CustomerFacts.Holding(
                      new HolderId(rs.getObject(2, UUID.class)),
                      rs.getString(6),
                      parts.computeIfAbsent(rs.getString(3), PartNumber::new),
                      rs.getObject(4, LocalDate.class),
                      rs.getObject(5, LocalDate.class),
                      holder(rs.getObject(7, UUID.class)),
                      rs.getTimestamp(8).toInstant(),
                      rs.getObject(9, LocalDate.class)));
        });
    return holdings;
  }

  private static @Nullable HolderId holder(@Nullable UUID id) {
    return id == null ? null : new HolderId(id);
  }

  /** Only the invoice of the month before can have charged days of that month. */
  private Map<UUID, List<CustomerFacts.Charge>> charged(Query query) {
    Map<UUID, List<CustomerFacts.Charge>> charged = new HashMap<>();
    Map<String, PartNumber> parts = new HashMap<>();
    sql(
            query,
            """
            SELECT l.customer_id, l.holder_id, l.holder_name, l.part, l.kind, l.from_day,
                   l.until_day, l.per_month, l.seq
            FROM customer c
            JOIN invoice i ON i.reseller_id = c.reseller_id AND i.period = :before
            JOIN invoice_share s ON s.invoice_id = i.id AND s.customer_id = c.id
            JOIN invoice_line l
              ON l.invoice_id = i.id
             AND l.seq BETWEEN s.first_seq AND s.first_seq + s.line_count - 1
            WHERE %s
              AND l.until_day > :before
            """)
        .param("before", Date.valueOf(query.closed()))
        .query((ResultSet rs) -> {
          charged
              .computeIfAbsent(rs.getObject(1, UUID.class), id -> new ArrayList<>())
              .add(
                  new CustomerFacts.Charge(
                      rs.getInt(9),
                      new HolderId(rs.getObject(2, UUID.class)),
                      rs.getString(3),
                      parts.computeIfAbsent(rs.getString(4), PartNumber::new),
                      LineKind.valueOf(rs.getString(5)),
                      rs.getObject(6, LocalDate.class),
                      rs.getObject(7, LocalDate.class),
                      rs.getLong(8)));
        });
    return charged;
  }

  private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
    return timestamp == null ? null : timestamp.toInstant();
  }
}
