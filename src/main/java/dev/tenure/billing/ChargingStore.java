package dev.tenure.billing;

import dev.tenure.platform.ResellerId;
import java.sql.Date;
import java.time.LocalDate;
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
             found_part, version
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
                  found == null ? null : new PartNumber(found)),
              rs.getLong("version"));
        })
        .optional();
  }

  boolean anyClosed(ResellerId reseller) {
    return jdbc.sql("SELECT EXISTS (SELECT 1 FROM billed_period WHERE reseller_id = :reseller)")
        .param("reseller", reseller.value())
        .query(Boolean.class)
        .single();
  }

  void write(ResellerId reseller, long version, Charging charging, String by) {
    PartNumber found = charging.foundPart();
    jdbc.sql(
            """
            INSERT INTO reseller_billing (
              reseller_id, plan_id, issuer_id, billed_from, code, address, tax_number, discount_name,
              discount, tax_name, tax, found_part, version, changed_by, changed_at)
            VALUES (
              :reseller, :plan, :issuer, :from, :code, :address, :taxNumber, :discountName,
              :discount, :taxName, :tax, CAST(:found AS text), :version, :by, tenure_now())
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
        .param("version", version)
        .param("by", by)
        .update();
  }
}
