package dev.tenure.billing;

import dev.tenure.platform.CustomerId;
import java.sql.Date;
import java.sql.Types;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of joins between somebody who signs in and an agent of a phone system. */
@Repository
class JoinStore {

  private final JdbcClient jdbc;

  JoinStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Whether the holder stands in the table; a person or agent without one holds nothing. */
  boolean known(HolderId holder) {
    return jdbc.sql("SELECT EXISTS (SELECT 1 FROM licence_holder WHERE id = :id)")
        .param("id", holder.value())
        .query(Boolean.class)
        .single();
  }

  /** The agent that a holder, or an agent without one, stands for. */
  UUID agent(HolderId holder) {
    return jdbc.sql(
            """
            SELECT agent_id FROM licence_holder WHERE id = :id AND agent_id IS NOT NULL
            UNION ALL
            SELECT id FROM agent WHERE id = :id
            LIMIT 1
            """)
        .param("id", holder.value())
        .query(UUID.class)
        .single();
  }

  /** From now on the person's holder stands for the agent too. */
  void join(
      CustomerId customer,
      HolderId person,
      UUID agent,
      @Nullable HolderId agentHolder,
      LocalDate on,
      List<JoinSteps.Covered> covered,
      String by) {
    carry(agent, null);
    carry(agent, person);
    jdbc.sql(
            """
            INSERT INTO holder_join (
              customer_id, holder_id, agent_id, agent_holder, joined_on, covered_parts, covered_until,
              joined_by, joined_at)
            VALUES (
              :customer, :person, :agent, CAST(:agentHolder AS uuid), :on, :parts,
              CAST(:until AS date[]), :by, tenure_now())
            """)
        .param("customer", customer.value())
        .param("person", person.value())
        .param("agent", agent)
        .param("agentHolder", agentHolder == null ? null : agentHolder.value(), Types.OTHER)
        .param("on", Date.valueOf(on))
        .param("parts", covered.stream().map(each -> each.part().value()).toArray(String[]::new))
        .param(
            "until",
            covered.stream()
                .map(each -> each.until() == null ? null : each.until().toString())
                .toArray(String[]::new))
        .param("by", by)
        .update();
  }

  /** The holder that stands for the agent; none for null. */
  private void carry(UUID agent, @Nullable HolderId holder) {
    jdbc.sql(
            holder == null
                ? "UPDATE licence_holder SET agent_id = NULL WHERE agent_id = :agent"
                : "UPDATE licence_holder SET agent_id = :agent WHERE id = :holder")
        .param("agent", agent)
        .param("holder", holder == null ? agent : holder.value())
        .update();
  }

  /**
   * A join that stands.
   *
   * @param agentHolder what the agent was before, or will be when it is undone
   */
  record Join(
      UUID agent,
      HolderId agentHolder,
      String agentName,
      LocalDate on,
      List<JoinSteps.Covered> covered) {}

  Optional<Join> standing(HolderId person) {
    return jdbc.sql(
            """
            SELECT j.agent_id, COALESCE(j.agent_holder, j.agent_id) AS agent_holder,
                   COALESCE(NULLIF(a.name, ''), a.agent_ref) AS name, j.joined_on, j.covered_parts,
                   j.covered_until
            FROM holder_join j
            JOIN agent a ON a.id = j.agent_id
            WHERE j.holder_id = :person
              AND j.undone_at IS NULL
            """)
        .param("person", person.value())
        .query((rs, n) -> {
          String[] parts = (String[]) rs.getArray("covered_parts").getArray();
          @Nullable Date[] until = (Date[]) rs.getArray("covered_until").getArray();
          List<JoinSteps.Covered> covered = new ArrayList<>();
          for (int i = 0; i < parts.length; i++) {
            Date end = until[i];
            covered.add(
                new JoinSteps.Covered(
                    new PartNumber(parts[i]), end == null ? null : end.toLocalDate()));
          }
          return new Join(
              rs.getObject("agent_id", UUID.class),
              new HolderId(rs.getObject("agent_holder", UUID.class)),
              rs.getString("name"),
              rs.getObject("joined_on", LocalDate.class),
              covered);
        })
        .optional();
  }

  /** The agent is a holder of its own again. */
  void separate(HolderId person, Join join, LocalDate on, String by) {
    jdbc.sql(
            """
            UPDATE holder_join
            SET undone_on = :on,
                undone_by = :by,
                undone_at = tenure_now()
            WHERE holder_id = :person
              AND undone_at IS NULL
            """)
        .param("on", Date.valueOf(on))
        .param("by", by)
        .param("person", person.value())
        .update();
    carry(join.agent(), null);
    carry(join.agent(), join.agentHolder());
  }
}
