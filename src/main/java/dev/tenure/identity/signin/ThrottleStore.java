package dev.tenure.identity.signin;

import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of the throttle. */
@Repository
class ThrottleStore {

  private final JdbcClient jdbc;

  ThrottleStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  record Window(long tries, Instant endsAt) {}

  /** Counts one more try, in the window that runs or in a new one. */
  Window count(ThrottleRule rule, String subject) {
    return jdbc.sql(
            """
            INSERT INTO sign_in_throttle AS t (rule, subject, tries, ends_at)
            VALUES (:rule, :subject, 1, tenure_now() + :window * interval '1 second')
            ON CONFLICT (rule, subject) DO UPDATE
            SET tries = CASE WHEN t.ends_at <= tenure_now() THEN 1 ELSE t.tries + 1 END,
                ends_at = CASE WHEN t.ends_at <= tenure_now() THEN excluded.ends_at ELSE t.ends_at END
            RETURNING tries, ends_at
            """)
        .param("rule", rule.name())
        .param("subject", subject)
        .param("window", rule.window().toSeconds())
        .query((rs, n) -> new Window(rs.getLong("tries"), rs.getTimestamp("ends_at").toInstant()))
        .single();
  }

  /** Takes one try back, since it turned out to be none. */
  void forgive(ThrottleRule rule, String subject) {
    jdbc.sql(
            """
            UPDATE sign_in_throttle
            SET tries = greatest(tries - 1, 0)
            WHERE rule = :rule
              AND subject = :subject
            """)
        .param("rule", rule.name())
        .param("subject", subject)
        .update();
  }

  void forget(ThrottleRule rule, String subject) {
    jdbc.sql(
            """
            DELETE FROM sign_in_throttle
            WHERE rule = :rule
              AND subject = :subject
            """)
        .param("rule", rule.name())
        .param("subject", subject)
        .update();
  }
}
