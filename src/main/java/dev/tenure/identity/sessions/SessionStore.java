package dev.tenure.identity.sessions;

import dev.tenure.identity.SessionId;
import dev.tenure.platform.PersonId;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of sessions as rows. */
@Repository
class SessionStore {

  private final JdbcClient jdbc;

  SessionStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A browser that asks for a session. */
  record Birth(Token token, String address, String userAgent, Duration length, Duration idle) {}

  /**
   * Waits for whoever is just changing the account or the person, and keeps them from it until the
   * transaction ends. The next statement sees what they committed. Not a shared lock: a stream of
   * people signing in would pass it from hand to hand and keep a Disable waiting for seconds.
   */
  void holdStill(Member member) {
    if (member.customer() != null) {
      lock("SELECT 1 FROM customer WHERE id = :id FOR NO KEY UPDATE", member.customer().value());
    } else if (member.reseller() != null) {
      lock("SELECT 1 FROM reseller WHERE id = :id FOR NO KEY UPDATE", member.reseller().value());
    }
    lock("SELECT 1 FROM person WHERE id = :id FOR NO KEY UPDATE", member.id().value());
  }

  private void lock(String sql, UUID id) {
    jdbc.sql(sql).param("id", id).query(Integer.class).list();
  }

  /**
   * Inserts the session if at this very instant the account lets its people in and the person still
   * has the password that was verified.
   */
  Optional<SessionId> insert(Member member, String verifiedHash, Birth birth) {
    return jdbc.sql(
            """
            WITH born AS (
              INSERT INTO session (
                token_hash, person_id, account_id, created_at, last_seen_at, idle_until,
                expires_at, address, user_agent, access_from, proved_at)
              SELECT :hash, p.person_id, p.account_id, tenure_now(), tenure_now(),
                     tenure_now() + :idle * interval '1 second',
                     tenure_now() + :length * interval '1 second',
                     :address, :agent, p.access_from, tenure_now()
              FROM person_standing p
              WHERE p.person_id = :person
                AND p.active
                AND p.access_on
                AND p.password_hash = :verified
              RETURNING id, person_id)
            UPDATE person
            SET previous_sign_in_at = last_sign_in_at,
                last_sign_in_at = tenure_now()
            FROM born
            WHERE person.id = born.person_id
            RETURNING born.id
            """)
        .param("hash", birth.token().hash())
        .param("person", member.id().value())
        .param("verified", verifiedHash)
        .param("idle", birth.idle().toSeconds())
        .param("length", birth.length().toSeconds())
        .param("address", birth.address())
        .param("agent", birth.userAgent())
        .query(UUID.class)
        .optional()
        .map(SessionId::new);
  }

  /** Whether the session's person typed their password within that time (B8). */
  boolean proved(SessionId session, Duration within) {
    return jdbc.sql(
            """
            SELECT EXISTS (
              SELECT 1
              FROM session
              WHERE id = :id
                AND proved_at > tenure_now() - :within * interval '1 second')
            """)
        .param("id", session.value())
        .param("within", within.toSeconds())
        .query(Boolean.class)
        .single();
  }

  void prove(SessionId session) {
    jdbc.sql("UPDATE session SET proved_at = tenure_now() WHERE id = :id")
        .param("id", session.value())
        .update();
  }

  /** The person's sessions that the gate admits. */
  List<OwnSession> of(PersonId person) {
    return jdbc.sql(
            """
            SELECT s.id, s.created_at, s.last_seen_at, s.address, s.user_agent
            FROM session s
            JOIN session_standing standing ON standing.session_id = s.id
            WHERE s.person_id = :person
              AND NOT standing.stopped
            ORDER BY s.last_seen_at DESC, s.id
            """)
        .param("person", person.value())
        .query((rs, n) ->
            new OwnSession(
                new SessionId(rs.getObject("id", UUID.class)),
                instant(rs.getTimestamp("created_at")),
                instant(rs.getTimestamp("last_seen_at")),
                rs.getString("address"),
                rs.getString("user_agent")))
        .list();
  }

  boolean delete(PersonId person, SessionId session) {
    return jdbc.sql(
                """
                DELETE FROM session
                WHERE id = :id
                  AND person_id = :person
                """)
            .param("id", session.value())
            .param("person", person.value())
            .update()
        == 1;
  }

  /** Kills every session that began before this statement, also those that no delete would see. */
  void deleteAll(PersonId person) {
    jdbc.sql(
            """
            UPDATE person
            SET sessions_valid_from = tenure_now()
            WHERE id = :person
            """)
        .param("person", person.value())
        .update();
    jdbc.sql("DELETE FROM session WHERE person_id = :person")
        .param("person", person.value())
        .update();
  }

  Map<UUID, Integer> closeStopped(Collection<UUID> accounts) {
    Map<UUID, Integer> people = new HashMap<>();
    jdbc.sql(
            """
            WITH closed AS (
              UPDATE session s
              SET closed_at = tenure_now()
              FROM person_standing p
              WHERE s.account_id = ANY (:accounts)
                AND s.closed_at IS NULL
                AND p.person_id = s.person_id
                AND (NOT p.access_on OR s.access_from <> p.access_from)
              RETURNING s.account_id, s.person_id)
            SELECT account_id, count(DISTINCT person_id) AS people
            FROM closed
            GROUP BY account_id
            """)
        .param("accounts", accounts.toArray(UUID[]::new))
        .query(rs -> {
          people.put(rs.getObject("account_id", UUID.class), rs.getInt("people"));
        });
    return people;
  }

  private static Instant instant(Timestamp timestamp) {
    return timestamp.toInstant();
  }
}
