package dev.tenure.billing.facts;

import dev.tenure.billing.Plan;
import dev.tenure.billing.PlanHistory;
import dev.tenure.billing.PlanId;
import dev.tenure.billing.Plans;
import dev.tenure.billing.Terms;
import dev.tenure.billing.TermsHistory;
import dev.tenure.platform.ResellerId;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of a reseller's terms and of which of its periods are closed. */
@Repository
public class TermsStore {

  private static final String SELECT =
      """
      SELECT r.time_zone, b.billed_from, b.plan_id, b.discount_name, b.discount, b.tax_name, b.tax
      FROM reseller_billing b
      JOIN reseller r ON r.id = b.reseller_id
      WHERE b.reseller_id = :reseller
      """;

  private final JdbcClient jdbc;
  private final Plans plans;

  TermsStore(JdbcClient jdbc, Plans plans) {
    this.jdbc = jdbc;
    this.plans = plans;
  }

  /** The terms; empty for a reseller that is not charged. */
  public Optional<Terms> find(ResellerId reseller) {
    return select(SELECT, reseller);
  }

  /** The same, keeping every other invoicing of the reseller out until the transaction ends. */
  public Optional<Terms> lock(ResellerId reseller) {
    return select(SELECT + "FOR NO KEY UPDATE OF b", reseller);
  }

  /** Keeps the reseller from being invoiced until the transaction ends, if it is charged at all. */
  public void share(ResellerId reseller) {
    jdbc.sql("SELECT 1 FROM reseller_billing WHERE reseller_id = :reseller FOR SHARE")
        .param("reseller", reseller.value())
        .query(Integer.class)
        .optional();
  }

  private Optional<Terms> select(String sql, ResellerId reseller) {
    return jdbc.sql(sql)
        .param("reseller", reseller.value())
        .query((rs, n) -> new Dated(rs.getObject("billed_from", LocalDate.class), row(rs)))
        .optional()
        .map(found -> found.row().terms(reseller, found.from(), plans.require(found.row().plan())));
  }

  private record Dated(LocalDate from, Row row) {}

  /**
   * Terms as stored. Their plan is read after the rows: reading it in between would take a second
   * connection.
   */
  private record Row(
      PlanId plan, ZoneId zone, String discountName, int discount, String taxName, int tax) {

    Terms terms(ResellerId reseller, LocalDate from, Plan read) {
      return new Terms(reseller, zone, from, read, discountName, discount, taxName, tax);
    }
  }

  private static Row row(ResultSet rs) throws SQLException {
    return new Row(
        new PlanId(rs.getObject("plan_id", UUID.class)),
        ZoneId.of(rs.getString("time_zone")),
        rs.getString("discount_name"),
        rs.getInt("discount"),
        rs.getString("tax_name"),
        rs.getInt("tax"));
  }

  /** How a reseller was charged from some instant on. */
  private record Kept(long id, Instant since, Terms terms) {}

  /**
   * Under what the month before a period was closed; null for months from before they were kept.
   */
  private record Closed(@Nullable Long terms, @Nullable Long plan, Instant at) {}

  /** D11: the history of the terms, for an invoice of the period. */
  public TermsHistory history(Terms on, YearMonth period) {
    Map<PlanId, PlanHistory> known = new HashMap<>();
    known.put(on.plan().id(), plans.history(on.plan()));
    List<Kept> kept = kept(on, known);
    Optional<Closed> closed = closed(on, period.minusMonths(1));
    List<TermsHistory.Known> all = new ArrayList<>();
    int closing = -1;
    for (int i = 0; i < kept.size(); i++) {
      Kept each = kept.get(i);
      Instant end = i + 1 < kept.size() ? kept.get(i + 1).since() : Instant.MAX;
      PlanHistory plan = Objects.requireNonNull(known.get(each.terms().plan().id()));
      long first = Math.min(plan.version(each.since()), newest(closed, each));
      closing = closing(closed, each, first, each.since()) ? all.size() : closing;
      all.add(new TermsHistory.Known(each.since(), each.terms().pricing(plan.at(first))));
      for (PlanHistory.Made later : plan.after(first)) {
        if (later.at().isBefore(end)) {
          closing = closing(closed, each, later.version(), later.at()) ? all.size() : closing;
          all.add(
              new TermsHistory.Known(later.at(), each.terms().pricing(plan.at(later.version()))));
        }
      }
    }
    if (all.isEmpty()) {
      return TermsHistory.always(on);
    }
    all.add(new TermsHistory.Known(all.removeLast().since(), on));
    // For a month further ahead only the present terms are agreed.
    boolean ahead = closed.isEmpty() && period.isAfter(nextPeriod(on));
    return new TermsHistory(all, ahead ? all.size() - 1 : closing);
  }

  /** The newest version of the plan that can have held when these terms began. */
  private static long newest(Optional<Closed> closed, Kept kept) {
    Long terms = closed.map(Closed::terms).orElse(null);
    Long version = closed.map(Closed::plan).orElse(null);
    return terms == null || version == null || terms != kept.id() ? Long.MAX_VALUE : version;
  }

  /** Whether the month was closed under these terms, or others that came later. */
  private static boolean closing(Optional<Closed> closed, Kept kept, long plan, Instant since) {
    if (closed.isEmpty()) {
      return false;
    }
    Long terms = closed.get().terms();
    Long version = closed.get().plan();
    if (terms == null || version == null) {
      return !since.isAfter(closed.get().at());
    }
    return kept.id() < terms || (kept.id() == terms && plan <= version);
  }

  private List<Kept> kept(Terms on, Map<PlanId, PlanHistory> known) {
    List<Kept> kept = new ArrayList<>();
    for (Stored each : stored(on.reseller())) {
      PlanHistory plan =
          known.computeIfAbsent(each.row().plan(), id -> plans.history(plans.require(id)));
      kept.add(
          new Kept(
              each.id(), each.since(), each.row().terms(on.reseller(), on.from(), plan.now())));
    }
    return kept;
  }

  private record Stored(long id, Instant since, Row row) {}

  private List<Stored> stored(ResellerId reseller) {
    return jdbc.sql(
            """
            SELECT id, since, plan_id, time_zone, discount_name, discount, tax_name, tax
            FROM billing_terms
            WHERE reseller_id = :reseller
            ORDER BY id
            """)
        .param("reseller", reseller.value())
        .query(
            (rs, n) -> new Stored(rs.getLong("id"), rs.getTimestamp("since").toInstant(), row(rs)))
        .list();
  }

  private Optional<Closed> closed(Terms on, YearMonth period) {
    return jdbc.sql(
            """
            SELECT terms_id, plan_version, closed_at
            FROM billed_period
            WHERE reseller_id = :reseller
              AND period = :period
            """)
        .param("reseller", on.reseller().value())
        .param("period", Date.valueOf(period.atDay(1)))
        .query((rs, n) ->
            new Closed(
                rs.getObject("terms_id", Long.class),
                rs.getObject("plan_version", Long.class),
                rs.getTimestamp("closed_at").toInstant()))
        .optional();
  }

  /** The month that its next invoice charges in advance: the first that is not closed. */
  public YearMonth nextPeriod(Terms terms) {
    return jdbc.sql(
            """
            SELECT max(period)
            FROM billed_period
            WHERE reseller_id = :reseller
            """)
        .param("reseller", terms.reseller().value())
        .query((rs, n) -> Optional.ofNullable(rs.getObject(1, LocalDate.class)))
        .single()
        .map(last -> YearMonth.from(last).plusMonths(1))
        .filter(next -> !next.isBefore(terms.firstPeriod()))
        .orElse(terms.firstPeriod());
  }

  /** The month that it is now in the reseller's zone. */
  public YearMonth month(Terms terms) {
    return YearMonth.from(today(terms));
  }

  /** The day that it is now in the reseller's zone. */
  public LocalDate today(Terms terms) {
    return jdbc.sql("SELECT CAST(tenure_now() AT TIME ZONE :zone AS date)")
        .param("zone", terms.zone().getId())
        .query(LocalDate.class)
        .single();
  }
}
