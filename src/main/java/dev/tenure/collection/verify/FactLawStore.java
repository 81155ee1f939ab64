package dev.tenure.collection.verify;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL that looks for facts where none may be. */
@Repository
class FactLawStore {

  private final JdbcClient jdbc;

  FactLawStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What is kept of phones; each constant writes the SQL of its table, its id and its span. */
  enum Kind {
    CALL("call", "id::text", "tstzrange(started_at, until)"),
    SEGMENT("segment", "call_id || '/' || seq", "tstzrange(started_at, until)"),
    QUEUE_VISIT("queue_visit", "call_id || '/' || seq", "tstzrange(entered_at, until)"),
    AGENT_OFFER("agent_offer", "call_id || '/' || seq", "tstzrange(offered_at, until)"),
    AGENT_STATUS("agent_interval", "agent_id || '/' || started_at", "during"),
    EVENT(
        "intake_event",
        "source_id || '/' || source_event_id",
        "tstzrange(occurred_at, occurred_at, '[]')");

    private final String table;
    private final String id;
    private final String span;

    Kind(String table, String id, String span) {
      this.table = table;
      this.id = id;
      this.span = span;
    }
  }

  long count(Kind kind) {
    return jdbc.sql("SELECT count(*) FROM " + kind.table).query((rs, n) -> rs.getLong(1)).single();
  }

  List<String> outsideService(Kind kind) {
    return jdbc.sql(
            """
            SELECT '%1$s ' || %2$s || ' of customer ' || f.customer_id || ' at ' || %3$s
            FROM %1$s f
            WHERE NOT EXISTS (
              SELECT 1
              FROM service_period p
              WHERE p.customer_id = f.customer_id
                AND p.during @> %3$s)
            LIMIT 10
            """
                .formatted(kind.table, kind.id, kind.span))
        .query((rs, n) -> rs.getString(1))
        .list();
  }

  List<String> tellingFromOutside() {
    return jdbc.sql(
            """
            SELECT 'call ' || c.id || ' of customer ' || c.customer_id || ' tells of time outside '
                   || p.during
            FROM call c
            JOIN service_period p
              ON p.customer_id = c.customer_id
             AND lower(p.during) = c.service_from
            WHERE LEAST(c.started_at, c.waiting_from, c.answered_at, c.state_since, c.held_since,
                        c.offered_at) < lower(p.during)
               OR GREATEST(c.waiting_from, c.answered_at, c.held_since, c.offered_at)
                    >= upper(p.during)
               OR GREATEST(c.ended_at, c.until, c.state_since) > upper(p.during)
            UNION ALL
            SELECT 'queue visit ' || v.call_id || '/' || v.seq || ' of customer ' || v.customer_id
                   || ' tells of time outside ' || p.during
            FROM queue_visit v
            JOIN call c ON c.id = v.call_id
            JOIN service_period p
              ON p.customer_id = v.customer_id
             AND lower(p.during) = c.service_from
            WHERE v.entered_at < lower(p.during)
               OR v.entered_at >= upper(p.during)
               OR GREATEST(v.left_at, v.talk_until, v.until) > upper(p.during)
            UNION ALL
            SELECT 'offer ' || o.call_id || '/' || o.seq || ' of customer ' || o.customer_id
                   || ' tells of time outside ' || p.during
            FROM agent_offer o
            JOIN call c ON c.id = o.call_id
            JOIN service_period p
              ON p.customer_id = o.customer_id
             AND lower(p.during) = c.service_from
            WHERE o.offered_at < lower(p.during)
               OR o.offered_at >= upper(p.during)
               OR GREATEST(o.ended_at, o.until) > upper(p.during)
            LIMIT 10
            """)
        .query((rs, n) -> rs.getString(1))
        .list();
  }
}
