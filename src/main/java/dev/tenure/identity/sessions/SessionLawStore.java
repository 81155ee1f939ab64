package dev.tenure.identity.sessions;

import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of the proof that no session outlives its account's access. */
@Repository
class SessionLawStore {

  private final JdbcClient jdbc;

  SessionLawStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  long count() {
    return jdbc.sql("SELECT count(*) FROM session").query(Long.class).single();
  }

  /** Sentences about sessions that the gate admits though it must not, or that began too late. */
  List<String> violations() {
    return jdbc.sql(
            """
            WITH account AS (
              SELECT id, access_from,
                     least(access_stopped_at,
                       CASE WHEN terminates_at <= tenure_now() THEN terminates_at END) AS stopped_at
              FROM customer
              UNION ALL
              SELECT id, access_from, access_stopped_at
              FROM reseller),
            admitted AS (
              SELECT session_id
              FROM session_standing
              WHERE NOT stopped)
            SELECT 'session ' || s.id || ' of account ' || a.id ||
                   CASE
                     WHEN s.created_at >= a.stopped_at THEN ' began after its access was stopped'
                     WHEN s.access_from <> a.access_from THEN ' outlived a stop of its access'
                     ELSE ' is admitted though its access is stopped'
                   END
            FROM session s
            JOIN account a ON a.id = s.account_id
            LEFT JOIN admitted ON admitted.session_id = s.id
            WHERE s.created_at >= a.stopped_at
               OR (admitted.session_id IS NOT NULL
                 AND (a.stopped_at IS NOT NULL OR s.access_from <> a.access_from))
            LIMIT 20
            """)
        .query((rs, n) -> Objects.requireNonNull(rs.getString(1)))
        .list();
  }
}
