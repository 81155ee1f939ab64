package dev.tenure.billing;

import dev.tenure.platform.CustomerId;
import dev.tenure.platform.ResellerId;
import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of how resellers are charged. */
@Repository
class ChargingStore {

  private static final UUID ISSUER = new UUID(0, 1);
  private static final String SELECT =
      """
      SELECT plan_id, billed_from, code, address, tax_number, discount_name, discount, tax_name, tax,
             found_part, found_cap, version
      FROM reseller_billing
      WHERE reseller_id = :reseller
      """;

  private final JdbcClient jdbc;

  ChargingStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Chargings.Kept> find(ResellerId reseller) {
    return select(SELECT, reseller);
  }

  Optional<Chargings.Kept> lock(ResellerId reseller) {
    return select(SELECT + "FOR NO KEY UPDATE", reseller);
  }

  private Optional<Chargings.Kept> select(String sql, ResellerId reseller) {
    return jdbc.sql(sql)
        .param("reseller", reseller.value())
        .query((rs, n) -> {
          String found = rs.getString("found_part");
          return new Chargings.Kept(
              new Charging(
                  new PlanId(rs.getObject("plan_id", UUID.class)),
                  rs.getObject("billed_from", LocalDate.class),
                  rs.getString("code"),
                  rs.getString("address"),
                  rs.getString("tax_number"),
                  rs.getString("discount_name"),
                  rs.getInt("discount"),
                  rs.getString("tax_name"),
                  rs.getInt("tax"),
                  found == null ? null : new PartNumber(found),
                  rs.getInt("found_cap")),
              rs.getLong("version"));
        })
        .optional();
  }

  boolean invoiced(CustomerId customer) {
    return jdbc.sql("SELECT EXISTS (SELECT 1 FROM invoice_share WHERE customer_id = :customer)")
        .param("customer", customer.value())
        .query(Boolean.class)
        .single();
  }

  /** D12: that of its newest invoice, else that of its plan. */
  Optional<String> currency(ResellerId reseller) {
    return jdbc.sql(
            """
            (SELECT currency
             FROM invoice
             WHERE reseller_id = :reseller
             ORDER BY issued_at DESC
             LIMIT 1)
            UNION ALL
            (SELECT p.currency
             FROM reseller_billing b
             JOIN price_plan p ON p.id = b.plan_id
             WHERE b.reseller_id = :reseller)
            LIMIT 1
            """)
        .param("reseller", reseller.value())
        .query(String.class)
        .optional();
  }

  /** Keeps the reseller's details as they are until the transaction ends. */
  void holdDetails(ResellerId reseller) {
    jdbc.sql("SELECT 1 FROM reseller WHERE id = :reseller FOR SHARE")
        .param("reseller", reseller.value())
        .query(Integer.class)
        .optional();
  }

  boolean anyClosed(ResellerId reseller) {
    return jdbc.sql("SELECT EXISTS (SELECT 1 FROM billed_period WHERE reseller_id = :reseller)")
        .param("reseller", reseller.value())
        .query(Boolean.class)
        .single();
  }

  /**
   * What users of the reseller's living customers hold from that day on, each part with the first
   * day on which somebody does.
   */
  List<Unpriced.Lacking> held(ResellerId reseller, LocalDate from) {
    return jdbc.sql(
            """
            SELECT l.part, p.name, min(greatest(lower(l.during), :from)), count(DISTINCT l.holder_id)
            FROM customer c
            JOIN reseller r ON r.id = c.reseller_id
            JOIN licence l ON l.customer_id = c.id
            JOIN billing_part p ON p.number = l.part
            WHERE c.reseller_id = :reseller
              AND (c.terminates_at IS NULL
                OR c.terminates_at > CAST(:from AS timestamp) AT TIME ZONE r.time_zone)
              AND l.during && daterange(CAST(:from AS date), NULL)
            GROUP BY l.part, p.name
            ORDER BY l.part
            """)
        .param("reseller", reseller.value())
        .param("from", Date.valueOf(from))
        .query((rs, n) ->
            new Unpriced.Lacking(
                new PartNumber(rs.getString(1)),
                rs.getString(2),
                rs.getObject(3, LocalDate.class),
                rs.getInt(4)))
        .list();
  }

  void write(ResellerId reseller, long version, Charging charging, String by) {
    PartNumber found = charging.foundPart();
    jdbc.sql(
            """
            INSERT INTO reseller_billing (
              reseller_id, plan_id, issuer_id, billed_from, code, address, tax_number, discount_name,
              discount, tax_name, tax, found_part, found_cap, version, changed_by, changed_at)
            VALUES (
              :reseller, :plan, :issuer, :from, :code, :address, :taxNumber, :discountName,
              :discount, :taxName, :tax, CAST(:found AS text), :cap, :version, :by, tenure_now())
            ON CONFLICT (reseller_id) DO UPDATE
            SET plan_id = excluded.plan_id,
                billed_from = excluded.billed_from,
                code = excluded.code,
                address = excluded.address,
                tax_number = excluded.tax_number,
                discount_name = excluded.discount_name,
                discount = excluded.discount,
                tax_name = excluded.tax_name,
                tax = excluded.tax,
                found_part = excluded.found_part,
                found_cap = excluded.found_cap,
                version = excluded.version,
                changed_by = excluded.changed_by,
                changed_at = excluded.changed_at
            """)
        .param("reseller", reseller.value())
        .param("plan", charging.plan().value())
        .param("issuer", ISSUER)
        .param("from", Date.valueOf(charging.from()))
        .param("code", charging.code())
        .param("address", charging.address())
        .param("taxNumber", charging.taxNumber())
        .param("discountName", charging.discountName())
        .param("discount", charging.discount())
        .param("taxName", charging.taxName())
        .param("tax", charging.tax())
        .param("found", found == null ? null : found.value())
        .param("cap", charging.foundCap())
        .param("version", version)
        .param("by", by)
        .update();
  }
}
