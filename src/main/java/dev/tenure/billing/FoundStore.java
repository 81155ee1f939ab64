package dev.tenure.billing;

import dev.tenure.platform.CustomerId;
import dev.tenure.platform.ResellerId;
import java.sql.Types;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of users found in phone systems and of their automatic licences (D17). */
@Repository
class FoundStore {

  /** Agents that the worker has not marked yet, where the reseller's terms name a part for them. */
  private static final String NEW =
      """
      FROM reseller_billing b
      JOIN reseller r ON r.id = b.reseller_id
      JOIN customer c ON c.reseller_id = b.reseller_id
      JOIN agent a ON a.customer_id = c.id
      WHERE b.found_part IS NOT NULL
        AND (c.terminates_at IS NULL OR c.terminates_at > (SELECT tenure_now()))
        AND EXISTS (
          SELECT 1 FROM product_part p
          WHERE p.product_type = c.product_type AND p.part = b.found_part)
        AND NOT EXISTS (SELECT 1 FROM found_user f WHERE f.agent_id = a.id)
      """;

  private final JdbcClient jdbc;

  FoundStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A customer in whose phone systems users appeared. */
  record Place(ResellerId reseller, CustomerId customer, String name) {}

  List<Place> withNew() {
    return jdbc.sql(
            """
            SELECT DISTINCT c.reseller_id, c.id, c.name
            """
                + NEW
                + """
                ORDER BY c.reseller_id, c.id
                """)
        .query((rs, n) ->
            new Place(
                new ResellerId(rs.getObject(1, UUID.class)),
                new CustomerId(rs.getObject(2, UUID.class)),
                rs.getString(3)))
        .list();
  }

  /** How many users' licences began automatically, and how many wait above the cap. */
  record Taken(int licensed, int waiting) {}

  /**
   * Marks the customer's new agents as found. Licences begin on their local day for as many as the
   * cap leaves room for; agents that became holders by hand in the meantime are left alone. The
   * customer is locked.
   */
  Taken takeIn(CustomerId customer, String by) {
    return jdbc.sql(
            """
            WITH room AS (
              SELECT COALESCE(own.cap, b.found_cap) - (
                       SELECT count(*) FROM found_user f
                       WHERE f.customer_id = c.id AND f.state = 'LICENSED') AS places
              FROM customer c
              JOIN reseller_billing b ON b.reseller_id = c.reseller_id
              LEFT JOIN found_cap own ON own.customer_id = c.id
              WHERE c.id = :customer
            ),
            new AS (
              SELECT a.id, COALESCE(NULLIF(a.name, ''), a.agent_ref) AS name, b.found_part AS part,
                     CAST((SELECT tenure_now()) AT TIME ZONE r.time_zone AS date) AS today,
                     EXISTS (SELECT 1 FROM licence_holder h WHERE h.agent_id = a.id) AS settled
              %s
                AND c.id = :customer
            ),
            placed AS (
              SELECT id, name, part, today,
                     CASE
                       WHEN settled THEN 'CONFIRMED'
                       WHEN row_number() OVER (PARTITION BY settled ORDER BY id) <= (SELECT places FROM room)
                       THEN 'LICENSED'
                       ELSE 'WAITING'
                     END AS state
              FROM new
            ),
            marked AS (
              INSERT INTO found_user (agent_id, customer_id, part, found_at, state, told)
              SELECT id, :customer, part, tenure_now(), state, state = 'CONFIRMED'
              FROM placed
              RETURNING agent_id, state
            ),
            holder AS (
              INSERT INTO licence_holder (id, customer_id, name, agent_id)
              SELECT id, :customer, name, id
              FROM placed
              WHERE state = 'LICENSED'
              RETURNING id
            ),
            given AS (
              INSERT INTO licence (holder_id, part, during, customer_id, given_by, given_at)
              SELECT p.id, p.part, daterange(p.today, NULL), :customer, :by, tenure_now()
              FROM holder h
              JOIN placed p ON p.id = h.id
            )
            SELECT count(*) FILTER (WHERE state = 'LICENSED') AS licensed,
                   count(*) FILTER (WHERE state = 'WAITING') AS waiting
            FROM marked
            """
                .formatted(NEW))
        .param("customer", customer.value())
        .param("by", by)
        .query((rs, n) -> new Taken(rs.getInt("licensed"), rs.getInt("waiting")))
        .single();
  }

  /** Those that nobody has confirmed or dismissed, by name. */
  List<FoundUser> unconfirmed(CustomerId customer) {
    return jdbc.sql(
            """
            SELECT COALESCE(h.id, a.id) AS id, COALESCE(NULLIF(a.name, ''), a.agent_ref) AS name,
                   a.agent_ref, f.part, f.found_at, f.state = 'LICENSED' AS licensed
            FROM found_user f
            JOIN agent a ON a.id = f.agent_id
            LEFT JOIN licence_holder h ON h.agent_id = a.id
            WHERE f.customer_id = :customer
              AND f.state IN ('LICENSED', 'WAITING')
            ORDER BY lower(COALESCE(NULLIF(a.name, ''), a.agent_ref)), a.id
            """)
        .param("customer", customer.value())
        .query((rs, n) ->
            new FoundUser(
                new HolderId(rs.getObject("id", UUID.class)),
                rs.getString("name"),
                rs.getString("agent_ref"),
                new PartNumber(rs.getString("part")),
                rs.getTimestamp("found_at").toInstant(),
                rs.getBoolean("licensed")))
        .list();
  }

  /** Unconfirmed users of one customer in one state. */
  record Count(CustomerId customer, String name, PartNumber part, boolean licensed, int users) {}

  List<Count> counts(ResellerId reseller) {
    return jdbc.sql(
            """
            SELECT c.id, c.name, f.part, f.state = 'LICENSED' AS licensed, count(*) AS users
            FROM found_user f
            JOIN customer c ON c.id = f.customer_id
            WHERE c.reseller_id = :reseller
              AND (c.terminates_at IS NULL OR c.terminates_at > (SELECT tenure_now()))
              AND f.state IN ('LICENSED', 'WAITING')
            GROUP BY c.id, c.name, f.part, f.state
            ORDER BY lower(c.name), c.id, f.part, f.state
            """)
        .param("reseller", reseller.value())
        .query((rs, n) ->
            new Count(
                new CustomerId(rs.getObject(1, UUID.class)),
                rs.getString(2),
                new PartNumber(rs.getString(3)),
                rs.getBoolean(4),
                rs.getInt(5)))
        .list();
  }

  void settle(CustomerId customer, Collection<HolderId> users, boolean confirmed, String by) {
    settle(customer, users, null, confirmed, by);
  }

  /** Settles a user for whom the part was assigned or removed by hand. */
  void settleByHand(LicenceChange change, String by) {
    settle(change.customer(), List.of(change.holder()), change.part(), change.give(), by);
  }

  /**
   * @param part null for whichever they get
   */
  private void settle(
      CustomerId customer,
      Collection<HolderId> users,
      @Nullable PartNumber part,
      boolean confirmed,
      String by) {
    jdbc.sql(
            """
            UPDATE found_user f
            SET state = :state,
                settled_by = :by,
                settled_at = tenure_now()
            FROM agent a
            LEFT JOIN licence_holder h ON h.agent_id = a.id
            WHERE f.agent_id = a.id
              AND f.customer_id = :customer
              AND (CAST(:part AS text) IS NULL OR f.part = CAST(:part AS text))
              AND f.state IN ('LICENSED', 'WAITING')
              AND COALESCE(h.id, a.id) = ANY (:users)
            """)
        .param("state", confirmed ? "CONFIRMED" : "DISMISSED")
        .param("by", by)
        .param("customer", customer.value())
        .param("part", part == null ? null : part.value(), Types.VARCHAR)
        .param("users", users.stream().map(HolderId::value).toArray(UUID[]::new))
        .update();
  }

  /** The cap of one customer: its own, or that of its reseller's terms. */
  int cap(CustomerId customer) {
    return jdbc.sql(
            """
            SELECT COALESCE(own.cap, b.found_cap, 0)
            FROM customer c
            LEFT JOIN reseller_billing b ON b.reseller_id = c.reseller_id
            LEFT JOIN found_cap own ON own.customer_id = c.id
            WHERE c.id = :customer
            """)
        .param("customer", customer.value())
        .query(Integer.class)
        .single();
  }

  void writeCap(CustomerId customer, int cap, String by) {
    jdbc.sql(
            """
            INSERT INTO found_cap (customer_id, cap, changed_by, changed_at)
            VALUES (:customer, :cap, :by, tenure_now())
            ON CONFLICT (customer_id) DO UPDATE
            SET cap = excluded.cap,
                changed_by = excluded.changed_by,
                changed_at = excluded.changed_at
            """)
        .param("customer", customer.value())
        .param("cap", cap)
        .param("by", by)
        .update();
  }

  /** How many licences of a part the reseller's customers hold today. */
  int held(ResellerId reseller, PartNumber part) {
    return jdbc.sql(
            """
            SELECT count(*)
            FROM reseller r
            JOIN customer c ON c.reseller_id = r.id
            JOIN licence l ON l.customer_id = c.id
            WHERE r.id = :reseller
              AND l.part = :part
              AND l.during @> CAST((SELECT tenure_now()) AT TIME ZONE r.time_zone AS date)
            """)
        .param("reseller", reseller.value())
        .param("part", part.value())
        .query(Integer.class)
        .single();
  }
}
