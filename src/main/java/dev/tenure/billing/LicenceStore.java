package dev.tenure.billing;

import dev.tenure.platform.CustomerId;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of licences and their holders. */
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

  /** Makes holders of the customer's people and agents that are none yet. */
  void knowUsers(CustomerId customer) {
    jdbc.sql(
            """
            INSERT INTO licence_holder (customer_id, name, person_id, agent_id)
            SELECT p.customer_id, p.display_name, p.id, CAST(NULL AS uuid)
            FROM person p
            WHERE p.customer_id = :id
              AND p.active
              AND NOT EXISTS (SELECT 1 FROM licence_holder h WHERE h.person_id = p.id)
            UNION ALL
            SELECT a.customer_id, COALESCE(NULLIF(a.name, ''), a.agent_ref), NULL, a.id
            FROM agent a
            WHERE a.customer_id = :id
              AND NOT EXISTS (SELECT 1 FROM licence_holder h WHERE h.agent_id = a.id)
            ON CONFLICT DO NOTHING
            """)
        .param("id", customer.value())
        .update();
  }

  /** A holder known by name alone, for imports. */
  HolderId name(CustomerId customer, String name) {
    return new HolderId(
        jdbc.sql(
                """
                INSERT INTO licence_holder (customer_id, name)
                VALUES (:customer, :name)
                RETURNING id
                """)
            .param("customer", customer.value())
            .param("name", name)
            .query(UUID.class)
            .single());
  }

  /** All holders of the customer by name, with what they hold on or after the day. */
  List<Holder> holders(CustomerId customer, LocalDate since) {
    Map<UUID, Holder> found = new LinkedHashMap<>();
    jdbc.sql(
            """
            SELECT h.id, h.person_id, h.agent_id, l.part, lower(l.during) AS from_day,
                   upper(l.during) AS until_day,
                   COALESCE(p.display_name, NULLIF(a.name, ''), h.name) AS name
            FROM licence_holder h
            LEFT JOIN person p ON p.id = h.person_id
            LEFT JOIN agent a ON a.id = h.agent_id
            LEFT JOIN licence l
              ON l.holder_id = h.id
             AND (upper_inf(l.during) OR upper(l.during) >= :since)
            WHERE h.customer_id = :customer
            ORDER BY lower(COALESCE(p.display_name, NULLIF(a.name, ''), h.name)), h.id, l.part, l.during
            """)
        .param("customer", customer.value())
        .param("since", Date.valueOf(since))
        .query(rs -> {
          UUID id = rs.getObject("id", UUID.class);
          Holder before = found.get(id);
          List<Holder.Held> held = new ArrayList<>(before == null ? List.of() : before.licences());
          String part = rs.getString("part");
          if (part != null) {
            held.add(
                new Holder.Held(
                    new PartNumber(part),
                    rs.getObject("from_day", LocalDate.class),
                    rs.getObject("until_day", LocalDate.class)));
          }
          Holder.Origin origin =
              rs.getObject("person_id") != null
                  ? Holder.Origin.PERSON
                  : rs.getObject("agent_id") != null ? Holder.Origin.AGENT : Holder.Origin.NAMED;
          found.put(id, new Holder(new HolderId(id), rs.getString("name"), origin, held));
        });
    return List.copyOf(found.values());
  }

  /** The intervals over which a holder holds a part. */
  List<Holder.Held> held(HolderId holder, PartNumber part) {
    return jdbc.sql(
            """
            SELECT lower(during) AS from_day, upper(during) AS until_day
            FROM licence
            WHERE holder_id = :holder
              AND part = :part
            ORDER BY during
            """)
        .param("holder", holder.value())
        .param("part", part.value())
        .query((rs, n) ->
            new Holder.Held(
                part,
                rs.getObject("from_day", LocalDate.class),
                rs.getObject("until_day", LocalDate.class)))
        .list();
  }

  void add(LicenceChange change, @Nullable LocalDate until, String by) {
    jdbc.sql(
            """
            INSERT INTO licence (holder_id, part, during, customer_id, given_by, given_at)
            VALUES (:holder, :part, daterange(:from, CAST(:until AS date)), :customer, :by, tenure_now())
            """)
        .param("holder", change.holder().value())
        .param("part", change.part().value())
        .param("from", Date.valueOf(change.on()))
        .param("until", until == null ? null : Date.valueOf(until), java.sql.Types.DATE)
        .param("customer", change.customer().value())
        .param("by", by)
        .update();
  }

  /** The licence that began on that day ends on another. */
  void end(LicenceChange change, LocalDate from, String by) {
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
        .param("holder", change.holder().value())
        .param("part", change.part().value())
        .param("from", Date.valueOf(from))
        .param("until", Date.valueOf(change.on()))
        .param("by", by)
        .update();
  }

  /** A licence that ends before its first day was never held. */
  void drop(LicenceChange change, LocalDate from) {
    jdbc.sql(
            """
            DELETE FROM licence
            WHERE holder_id = :holder
              AND part = :part
              AND lower(during) = :from
            """)
        .param("holder", change.holder().value())
        .param("part", change.part().value())
        .param("from", Date.valueOf(from))
        .update();
  }

  Optional<String> product(CustomerId customer) {
    return jdbc.sql("SELECT product_type FROM customer WHERE id = :id")
        .param("id", customer.value())
        .query(String.class)
        .optional();
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

  /** How many agents of a customer became users with a licence. */
  record Found(UUID reseller, CustomerId customer, String name, int users) {}

  /**
   * Agents that no holder stands for become holders, with the part that their reseller's terms name
   * from their local day on; only where the product type admits it and the account isn't
   * terminated.
   */
  List<Found> takeInFound(String by) {
    return jdbc.sql(
            """
            WITH found AS (
              SELECT a.id AS agent_id, a.customer_id, COALESCE(NULLIF(a.name, ''), a.agent_ref) AS name,
                     b.found_part, CAST(tenure_now() AT TIME ZONE r.time_zone AS date) AS today
              FROM reseller_billing b
              JOIN reseller r ON r.id = b.reseller_id
              JOIN customer c ON c.reseller_id = b.reseller_id
              JOIN agent a ON a.customer_id = c.id
              WHERE b.found_part IS NOT NULL
                AND (c.terminates_at IS NULL OR c.terminates_at > tenure_now())
                AND EXISTS (
                  SELECT 1 FROM product_part p
                  WHERE p.product_type = c.product_type AND p.part = b.found_part)
                AND NOT EXISTS (SELECT 1 FROM licence_holder h WHERE h.agent_id = a.id)
            ),
            holder AS (
              INSERT INTO licence_holder (customer_id, name, agent_id)
              SELECT customer_id, name, agent_id
              FROM found
              ON CONFLICT DO NOTHING
              RETURNING id, agent_id, customer_id
            ),
            given AS (
              INSERT INTO licence (holder_id, part, during, customer_id, given_by, given_at)
              SELECT h.id, f.found_part, daterange(f.today, NULL), h.customer_id, :by, tenure_now()
              FROM holder h
              JOIN found f ON f.agent_id = h.agent_id
              RETURNING customer_id
            ),
            marked AS (
              INSERT INTO licence_mark (customer_id, changes)
              SELECT DISTINCT customer_id, 1
              FROM given
              ON CONFLICT (customer_id) DO UPDATE SET changes = licence_mark.changes + 1
            )
            SELECT c.reseller_id, c.id, c.name, count(*) AS users
            FROM given g
            JOIN customer c ON c.id = g.customer_id
            GROUP BY c.reseller_id, c.id, c.name
            """)
        .param("by", by)
        .query((rs, n) ->
            new Found(
                rs.getObject(1, UUID.class),
                new CustomerId(rs.getObject(2, UUID.class)),
                rs.getString(3),
                rs.getInt(4)))
        .list();
  }
}
