package dev.tenure.billing;

import dev.tenure.platform.CustomerId;
import java.sql.Date;
import java.sql.Types;
import java.time.LocalDate;
import java.util.Collection;
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
            INSERT INTO licence (
              holder_id, part, during, customer_id, given_by, given_at, moved_from, trial_until)
            VALUES (
              :holder, :part, daterange(:from, CAST(:until AS date)), :customer, :by, tenure_now(),
              CAST(:before AS uuid), CAST(:trial AS date))
            """)
        .param("holder", licence.holder().value())
        .param("part", licence.part().value())
        .param("from", Date.valueOf(licence.from()))
        .param("until", date(licence.until()), Types.DATE)
        .param("customer", customer.value())
        .param("by", by)
        .param("before", before == null ? null : before.value(), Types.OTHER)
        .param("trial", date(licence.trialUntil()), Types.DATE)
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

  /** D13: the trial of the licence that began on that day ends with another day, or never was. */
  void trial(HolderId holder, PartNumber part, LocalDate from, @Nullable LocalDate until) {
    jdbc.sql(
            """
            UPDATE licence
            SET trial_until = :trial
            WHERE holder_id = :holder
              AND part = :part
              AND lower(during) = :from
            """)
        .param("holder", holder.value())
        .param("part", part.value())
        .param("from", Date.valueOf(from))
        .param("trial", date(until), Types.DATE)
        .update();
  }

  /** Whether an invoice shows days of the part since that day for one of these holders. */
  boolean invoiced(
      CustomerId customer, Collection<HolderId> holders, PartNumber part, LocalDate since) {
    return jdbc.sql(
            """
            SELECT EXISTS (
              SELECT 1
              FROM customer c
              JOIN invoice i ON i.reseller_id = c.reseller_id AND i.period >= :month
              JOIN invoice_share s ON s.invoice_id = i.id AND s.customer_id = c.id
              JOIN invoice_line l
                ON l.invoice_id = i.id
               AND l.seq BETWEEN s.first_seq AND s.first_seq + s.line_count - 1
              WHERE c.id = :customer
                AND l.holder_id IN (:holders)
                AND l.part = :part
                AND l.until_day > :since)
            """)
        .param("customer", customer.value())
        .param("holders", holders.stream().map(HolderId::value).toList())
        .param("part", part.value())
        .param("since", Date.valueOf(since))
        .param("month", Date.valueOf(since.withDayOfMonth(1)))
        .query(Boolean.class)
        .single();
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

  /** The part's name, or its number where the catalogue has none. */
  String partName(PartNumber part) {
    return jdbc.sql("SELECT name FROM billing_part WHERE number = :part")
        .param("part", part.value())
        .query(String.class)
        .optional()
        .orElse(part.value());
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
