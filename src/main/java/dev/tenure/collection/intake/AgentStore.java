package dev.tenure.collection.intake;

import dev.tenure.collection.CallEnding;
import dev.tenure.collection.SourceId;
import dev.tenure.collection.model.AgentSpan;
import dev.tenure.collection.model.Service;
import dev.tenure.platform.CustomerId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL that writes agents and their intervals. */
@Repository
class AgentStore {

  private final JdbcClient jdbc;
  private final TouchedStore touched;

  AgentStore(JdbcClient jdbc, TouchedStore touched) {
    this.jdbc = jdbc;
    this.touched = touched;
  }

  /** An agent as an event tells it; the name is empty if it doesn't. */
  record Named(SourceId source, CustomerId customer, String ref, String name, Instant at) {}

  /**
   * Spans that take the place of all that begin in {@code [from, to)}.
   *
   * @param to null for all later ones
   */
  record Replacement(
      AgentStretch stretch, Instant from, @Nullable Instant to, List<AgentSpan> spans) {}

  private record Line(AgentStretch stretch, AgentSpan span) {}

  /** Makes agents known; the newest name told rules, whatever the order of arrival. */
  void write(Collection<Named> agents) {
    jdbc.sql(
            """
            INSERT INTO agent AS a (customer_id, source_id, agent_ref, name, named_at)
            SELECT DISTINCT ON (e.customer, e.source, e.ref)
                   e.customer, e.source, e.ref, e.name,
                   CASE WHEN e.name = '' THEN '-infinity' ELSE e.at END
            FROM unnest(
              CAST(:customer AS uuid[]), CAST(:source AS uuid[]), :ref, :name,
              CAST(:at AS timestamptz[])) AS e(customer, source, ref, name, at)
            ORDER BY e.customer, e.source, e.ref, e.name = '', e.at DESC, e.name DESC
            ON CONFLICT (customer_id, source_id, agent_ref) DO UPDATE
            SET name = EXCLUDED.name,
                named_at = EXCLUDED.named_at
            WHERE (a.named_at, a.name) < (EXCLUDED.named_at, EXCLUDED.name)
            """)
        .params(
            Rows.of(agents)
                .column("customer", Named::customer)
                .column("source", Named::source)
                .column("ref", Named::ref)
                .column("name", Named::name)
                .column("at", Named::at)
                .params())
        .update();
  }

  /**
   * Stores the agents that calls name. A stored agent is only updated if it was named earlier than
   * known, or more than an hour later.
   */
  void writeCalled(Collection<CallAgents.Called> agents) {
    jdbc.sql(
            """
            WITH told AS MATERIALIZED (
              SELECT e.customer, e.source, e.ref, e.since, e.until
              FROM unnest(
                CAST(:customer AS uuid[]), CAST(:source AS uuid[]), :ref,
                CAST(:since AS timestamptz[]), CAST(:until AS timestamptz[]))
                AS e(customer, source, ref, since, until)
            ),
            grown AS (
              UPDATE agent a
              SET called_from = LEAST(a.called_from, t.since),
                  called_until = GREATEST(a.called_until, t.until)
              FROM told t
              WHERE a.customer_id = t.customer
                AND a.source_id = t.source
                AND a.agent_ref = t.ref
                AND (
                  a.called_from IS NULL
                  OR a.called_from > t.since
                  OR a.called_until < t.until - CAST(:coarse AS interval))
            )
            INSERT INTO agent (
              customer_id, source_id, agent_ref, name, named_at, called_from, called_until)
            SELECT t.customer, t.source, t.ref, '', '-infinity', t.since, t.until
            FROM told t
            WHERE NOT EXISTS (
              SELECT
              FROM agent a
              WHERE a.customer_id = t.customer
                AND a.source_id = t.source
                AND a.agent_ref = t.ref)
            ON CONFLICT (customer_id, source_id, agent_ref) DO NOTHING
            """)
        .params(
            Rows.of(agents)
                .column("customer", each -> each.agent().customer())
                .column("source", each -> each.agent().source())
                .column("ref", each -> each.agent().ref())
                .column("since", CallAgents.Called::from)
                .column("until", CallAgents.Called::until)
                .params())
        .param("coarse", CallAgents.COARSE.toString())
        .update();
  }

  void replace(Collection<Replacement> replacements) {
    List<Touched> news = new ArrayList<>(remove(replacements));
    List<Line> lines =
        replacements.stream()
            .flatMap(r -> r.spans().stream().map(span -> new Line(r.stretch(), span)))
            .toList();
    insert(lines);
    for (Line line : lines) {
      AgentSpan span = line.span();
      news.add(new Touched(line.stretch().customer(), span.startedAt(), span.until()));
    }
    touched.note(news);
  }

  private List<Touched> remove(Collection<Replacement> replacements) {
    return jdbc.sql(
            """
            DELETE FROM agent_interval i
            USING unnest(
              CAST(:customer AS uuid[]), CAST(:source AS uuid[]), :ref,
              CAST(:serviceFrom AS timestamptz[]), CAST(:from AS timestamptz[]),
              CAST(:to AS timestamptz[])) AS k(customer, source, ref, service_from, since, until)
            JOIN agent a
              ON a.customer_id = k.customer
             AND a.source_id = k.source
             AND a.agent_ref = k.ref
            WHERE i.agent_id = a.id
              AND i.service_from = k.service_from
              AND i.started_at >= k.since
              AND (k.until IS NULL OR i.started_at < k.until)
            RETURNING i.customer_id, i.started_at AS since, i.until
            """)
        .params(
            Rows.of(replacements)
                .column("customer", r -> r.stretch().customer())
                .column("source", r -> r.stretch().source())
                .column("ref", r -> r.stretch().ref())
                .column("serviceFrom", r -> r.stretch().service().from())
                .column("from", Replacement::from)
                .column("to", Replacement::to)
                .params())
        .query((rs, n) -> Touched.read(rs))
        .list();
  }

  private void insert(List<Line> lines) {
    jdbc.sql(
            """
            INSERT INTO agent_interval (
              agent_id, customer_id, service_from, status, reason, started_at, ended_at, until,
              ended_by)
            SELECT a.id, k.customer, k.service_from, k.status, k.reason, k.started_at, k.ended_at,
                   k.until, k.ended_by
            FROM unnest(
              CAST(:customer AS uuid[]), CAST(:source AS uuid[]), :ref,
              CAST(:serviceFrom AS timestamptz[]), :status, :reason,
              CAST(:startedAt AS timestamptz[]), CAST(:endedAt AS timestamptz[]),
              CAST(:until AS timestamptz[]), :endedBy)
              AS k(customer, source, ref, service_from, status, reason, started_at, ended_at, until,
                   ended_by)
            JOIN agent a
              ON a.customer_id = k.customer
             AND a.source_id = k.source
             AND a.agent_ref = k.ref
            """)
        .params(
            Rows.of(lines)
                .column("customer", l -> l.stretch().customer())
                .column("source", l -> l.stretch().source())
                .column("ref", l -> l.stretch().ref())
                .column("serviceFrom", l -> l.stretch().service().from())
                .column("status", l -> l.span().status())
                .column("reason", l -> l.span().reason())
                .column("startedAt", l -> l.span().startedAt())
                .column("endedAt", l -> l.span().endedAt())
                .column("until", l -> l.span().until())
                .column("endedBy", l -> l.span().cut() ? CallEnding.TERMINATION : null)
                .params())
        .update();
  }

  /** The stretches of a service period in which something is open. */
  List<AgentStretch> open(CustomerId customer, Service service) {
    return jdbc.sql(
            """
            SELECT a.source_id, a.agent_ref, i.started_at
            FROM agent_interval i
            JOIN agent a ON a.id = i.agent_id
            WHERE i.customer_id = :customer
              AND i.service_from = :serviceFrom
              AND i.ended_at IS NULL
            """)
        .param("customer", customer.value())
        .param("serviceFrom", Timestamp.from(service.from()))
        .query((rs, n) -> {
          Instant at = rs.getTimestamp("started_at").toInstant();
          return new AgentStretch(
              new SourceId(rs.getObject("source_id", UUID.class)),
              customer,
              rs.getString("agent_ref"),
              service,
              at,
              at);
        })
        .list();
  }

  /** C4: forgets names, and whole agents, of which only removed events told. */
  void forgetFrom(CustomerId customer, Instant end) {
    jdbc.sql(
            """
            UPDATE agent a
            SET name = COALESCE(told.name, ''),
                named_at = COALESCE(told.at, '-infinity')
            FROM agent g
            LEFT JOIN LATERAL (
              SELECT n.name, e.occurred_at AS at
              FROM intake_agent_event e
              CROSS JOIN LATERAL (
                -- The journal keeps a line name=value for each field.
                SELECT substring(E'\n' || e.body FROM E'\nname=([^\n]+)') AS name
              ) AS n
              WHERE e.customer_id = g.customer_id
                AND e.agent_ref = g.agent_ref
                AND e.source_id = g.source_id
                AND n.name <> ''
              ORDER BY e.occurred_at DESC, n.name DESC
              LIMIT 1
            ) AS told ON true
            WHERE a.id = g.id
              AND g.customer_id = :customer
              AND g.named_at >= :end
            """)
        .param("customer", customer.value())
        .param("end", Timestamp.from(end))
        .update();
    jdbc.sql(
            """
            UPDATE agent
            SET called_from = CASE WHEN called_from < :end THEN called_from END,
                called_until = CASE WHEN called_from < :end THEN LEAST(called_until, :end) END
            WHERE customer_id = :customer
              AND called_until > :end
            """)
        .param("customer", customer.value())
        .param("end", Timestamp.from(end))
        .update();
    jdbc.sql(
            """
            DELETE FROM agent a
            WHERE a.customer_id = :customer
              AND a.called_from IS NULL
              AND NOT EXISTS (
                SELECT 1
                FROM intake_agent_event e
                WHERE e.customer_id = a.customer_id
                  AND e.agent_ref = a.agent_ref
                  AND e.source_id = a.source_id)
            """)
        .param("customer", customer.value())
        .update();
  }
}
