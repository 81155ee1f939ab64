package dev.tenure.billing;

import dev.tenure.platform.CustomerId;
import dev.tenure.platform.PersonId;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of users as holders of licences. */
@Repository
class HolderStore {

  private final JdbcClient jdbc;

  HolderStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * All users of the customer by name, with what they hold on or after the day. A person or agent
   * that holds nothing yet appears under its own id, which it keeps as a holder ({@link #know}).
   */
  List<Holder> of(CustomerId customer, LocalDate since) {
    Map<UUID, Holder> found = new LinkedHashMap<>();
    jdbc.sql(
            """
            WITH known AS (
              SELECT h.id, h.person_id, h.agent_id, h.name
              FROM licence_holder h
              WHERE h.customer_id = :customer
                AND NOT EXISTS (
                  SELECT 1
                  FROM holder_join j
                  WHERE j.agent_holder = h.id
                    AND j.undone_at IS NULL)
              UNION ALL
              SELECT p.id, p.id, NULL, p.display_name
              FROM person p
              WHERE p.customer_id = :customer
                AND p.active
                AND NOT EXISTS (SELECT 1 FROM licence_holder h WHERE h.person_id = p.id)
              UNION ALL
              SELECT a.id, NULL, a.id, a.agent_ref
              FROM agent a
              WHERE a.customer_id = :customer
                AND NOT EXISTS (SELECT 1 FROM licence_holder h WHERE h.agent_id = a.id)
            )
            SELECT h.id, h.person_id, h.agent_id, p.email, a.agent_ref, l.part, l.moved_from, l.trial_until,
                   lower(l.during) AS from_day, upper(l.during) AS until_day,
                   COALESCE(p.display_name, NULLIF(a.name, ''), h.name) AS name
            FROM known h
            LEFT JOIN person p ON p.id = h.person_id
            LEFT JOIN agent a ON a.id = h.agent_id
            LEFT JOIN licence l
              ON l.holder_id = h.id
             AND (upper_inf(l.during) OR upper(l.during) >= :since)
            ORDER BY lower(COALESCE(p.display_name, NULLIF(a.name, ''), h.name)), h.id, l.part, l.during
            """)
        .param("customer", customer.value())
        .param("since", Date.valueOf(since))
        .query(rs -> {
          UUID id = rs.getObject("id", UUID.class);
          UUID from = rs.getObject("moved_from", UUID.class);
          Holder before = found.get(id);
          List<Holder.Held> held = new ArrayList<>(before == null ? List.of() : before.licences());
          if (rs.getString("part") != null) {
            held.add(
                new Holder.Held(
                    new PartNumber(rs.getString("part")),
                    rs.getObject("from_day", LocalDate.class),
                    rs.getObject("until_day", LocalDate.class),
                    from == null ? null : new HolderId(from),
                    rs.getObject("trial_until", LocalDate.class)));
          }
          found.put(id, holder(rs, held));
        });
    return List.copyOf(found.values());
  }

  private static Holder holder(ResultSet rs, List<Holder.Held> held) throws SQLException {
    boolean person = rs.getObject("person_id") != null;
    boolean agent = rs.getObject("agent_id") != null;
    Holder.Origin origin =
        person && agent
            ? Holder.Origin.JOINED
            : person ? Holder.Origin.PERSON : agent ? Holder.Origin.AGENT : Holder.Origin.NAMED;
    return new Holder(
        new HolderId(rs.getObject("id", UUID.class)),
        rs.getString("name"),
        origin,
        person ? rs.getString("email") : "",
        agent ? rs.getString("agent_ref") : "",
        held);
  }

  /** The holder that stands for a person; empty while they never held anything. */
  Optional<HolderId> person(CustomerId customer, PersonId person) {
    return jdbc.sql(
            """
            SELECT id
            FROM licence_holder
            WHERE customer_id = :customer
              AND person_id = :person
            """)
        .param("customer", customer.value())
        .param("person", person.value())
        .query(UUID.class)
        .optional()
        .map(HolderId::new);
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

  /** Makes a holder of the customer's person or agent of that id, if it is none yet. */
  void know(CustomerId customer, HolderId id) {
    jdbc.sql(
            """
            INSERT INTO licence_holder (id, customer_id, name, person_id, agent_id)
            SELECT p.id, p.customer_id, p.display_name, p.id, CAST(NULL AS uuid)
            FROM person p
            WHERE p.id = :id
              AND p.customer_id = :customer
            UNION ALL
            SELECT a.id, a.customer_id, COALESCE(NULLIF(a.name, ''), a.agent_ref), NULL, a.id
            FROM agent a
            WHERE a.id = :id
              AND a.customer_id = :customer
            ON CONFLICT DO NOTHING
            """)
        .param("customer", customer.value())
        .param("id", id.value())
        .update();
  }
}
