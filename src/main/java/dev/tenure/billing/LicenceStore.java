package dev.tenure.billing;

import dev.tenure.platform.CustomerId;
import java.sql.Date;
import java.sql.Types;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of licences. */
@Repository
class LicenceStore {

  private final JdbcClient jdbc;

  LicenceStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Orders changes of licences among one another and with commands on the account's life. */
  void lockCustomer(CustomerId customer) {
    jdbc.sql("SELECT 1 FROM customer WHERE id = :id FOR NO KEY UPDATE")
        .param("id", customer.value())
        .query(Integer.class)
        .optional();
  }

  long mark(CustomerId customer) {
    return jdbc.sql("SELECT changes FROM licence_mark WHERE customer_id = :id")
        .param("id", customer.value())
        .query(Long.class)
        .optional()
        .orElse(0L);
  }

  void countChange(CustomerId customer) {
    jdbc.sql(
            """
            INSERT INTO licence_mark (customer_id, changes)
            VALUES (:id, 1)
            ON CONFLICT (customer_id) DO UPDATE SET changes = licence_mark.changes + 1
            """)
        .param("id", customer.value())
        .update();
  }

  void begin(CustomerId customer, LicenceStep.Begin licence, String by) {
    HolderId before = licence.before();
    jdbc.sql(
            """
            INSERT INTO licence (holder_id, part, during, customer_id, given_by, given_at, moved_from)
            VALUES (
              :holder, :part, daterange(:from, CAST(:until AS date)), :customer, :by, tenure_now(),
              CAST(:before AS uuid))
            """)
        .param("holder", licence.holder().value())
        .param("part", licence.part().value())
        .param("from", Date.valueOf(licence.from()))
        .param("until", date(licence.until()), Types.DATE)
        .param("customer", customer.value())
        .param("by", by)
        .param("before", before == null ? null : before.value(), Types.OTHER)
        .update();
  }

  private static @Nullable Date date(@Nullable LocalDate day) {
    return day == null ? null : Date.valueOf(day);
  }

  /** The licence that began on that day ends on another. */
  void end(LicenceStep.End licence, String by) {
    jdbc.sql(
            """
            UPDATE licence
            SET during = daterange(:from, :until),
                taken_by = :by,
                taken_at = tenure_now()
            WHERE holder_id = :holder
              AND part = :part
              AND lower(during) = :from
            """)
        .param("holder", licence.holder().value())
        .param("part", licence.part().value())
        .param("from", Date.valueOf(licence.from()))
        .param("until", Date.valueOf(licence.on()))
        .param("by", by)
        .update();
  }

  /** A licence that ends by its first day was never held. */
  void drop(LicenceStep.End licence) {
    jdbc.sql(
            """
            DELETE FROM licence
            WHERE holder_id = :holder
              AND part = :part
              AND lower(during) = :from
            """)
        .param("holder", licence.holder().value())
        .param("part", licence.part().value())
        .param("from", Date.valueOf(licence.from()))
        .update();
  }

  /** D5: the licence that began on that day takes over from another user's. */
  void link(LicenceStep.Link licence) {
    jdbc.sql(
            """
            UPDATE licence
            SET moved_from = :before
            WHERE holder_id = :holder
              AND part = :part
              AND lower(during) = :from
              AND moved_from IS NULL
            """)
        .param("holder", licence.holder().value())
        .param("part", licence.part().value())
        .param("from", Date.valueOf(licence.from()))
        .param("before", licence.before().value())
        .update();
  }

  boolean admits(String product, PartNumber part) {
    return jdbc.sql(
            """
            SELECT EXISTS (
              SELECT 1 FROM product_part WHERE product_type = :product AND part = :part)
            """)
        .param("product", product)
        .param("part", part.value())
        .query(Boolean.class)
        .single();
  }
}
