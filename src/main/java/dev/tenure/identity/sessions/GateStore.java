package dev.tenure.identity.sessions;

import dev.tenure.identity.SessionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of the gate. */
@Repository
class GateStore {

  private final JdbcClient jdbc;

  GateStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A session that is good in itself.
   *
   * @param stopped whether its account lets nobody in
   * @param stale whether its last sign of life is a minute old
   */
  record Row(SessionId session, Member member, boolean stopped, boolean stale) {}

  Optional<Row> byToken(Token token) {
    return jdbc.sql(
            """
            SELECT *, last_seen_at <= tenure_now() - interval '1 minute' AS stale
            FROM session_standing
            WHERE token_hash = :hash
            """)
        .param("hash", token.hash())
        .query((rs, n) -> read(rs))
        .optional();
  }

  List<Row> byIds(Collection<SessionId> sessions) {
    return jdbc.sql(
            """
            SELECT *, last_seen_at <= tenure_now() - interval '1 minute' AS stale
            FROM session_standing
            WHERE session_id = ANY (:ids)
            """)
        .param("ids", uuids(sessions))
        .query((rs, n) -> read(rs))
        .list();
  }

  /** Writes down signs of life; a row that somebody else is just writing is left to them. */
  void touch(Collection<SessionId> sessions, Duration idle) {
    jdbc.sql(
            """
            UPDATE session
            SET last_seen_at = tenure_now(),
                idle_until = tenure_now() + :idle * interval '1 second'
            WHERE id IN (
              SELECT id
              FROM session
              WHERE id = ANY (:ids)
                AND last_seen_at <= tenure_now() - interval '1 minute'
              FOR NO KEY UPDATE SKIP LOCKED)
            """)
        .param("ids", uuids(sessions))
        .param("idle", idle.toSeconds())
        .update();
  }

  /**
   * Whether the caller is the one to record a refusal of this session: once a minute somebody is.
   */
  boolean takeRefusalNote(SessionId session) {
    return jdbc.sql(
                """
                UPDATE session
                SET refusal_noted_at = tenure_now()
                WHERE id IN (
                  SELECT id
                  FROM session
                  WHERE id = :id
                    AND (refusal_noted_at IS NULL
                      OR refusal_noted_at <= tenure_now() - interval '1 minute')
                  FOR NO KEY UPDATE SKIP LOCKED)
                """)
            .param("id", session.value())
            .update()
        == 1;
  }

  private static UUID[] uuids(Collection<SessionId> sessions) {
    return sessions.stream().map(SessionId::value).toArray(UUID[]::new);
  }

  private static Row read(ResultSet rs) throws SQLException {
    return new Row(
        new SessionId(rs.getObject("session_id", UUID.class)),
        MemberStore.read(rs),
        rs.getBoolean("stopped"),
        rs.getBoolean("stale"));
  }
}
