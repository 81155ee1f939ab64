package dev.tenure.billing.facts;

import dev.tenure.billing.PlanId;
import dev.tenure.billing.Plans;
import dev.tenure.billing.Terms;
import dev.tenure.platform.ResellerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of a reseller's terms and of which of its periods are closed. */
@Repository
public class TermsStore {

  private static final String SELECT =
      """
      SELECT b.reseller_id, r.time_zone, b.billed_from, b.plan_id, b.discount_name, b.discount,
             b.tax_name, b.tax
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
    return jdbc.sql(sql).param("reseller", reseller.value()).query((rs, n) -> terms(rs)).optional();
  }

  private Terms terms(ResultSet rs) throws SQLException {
    return new Terms(
        new ResellerId(rs.getObject("reseller_id", UUID.class)),
        ZoneId.of(rs.getString("time_zone")),
        rs.getObject("billed_from", LocalDate.class),
        plans.require(new PlanId(rs.getObject("plan_id", UUID.class))),
        rs.getString("discount_name"),
        rs.getInt("discount"),
        rs.getString("tax_name"),
        rs.getInt("tax"));
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
