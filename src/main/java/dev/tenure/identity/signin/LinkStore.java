package dev.tenure.identity.signin;

import dev.tenure.identity.sessions.Token;
import dev.tenure.platform.PersonId;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of one-time links. */
@Repository
class LinkStore {

  private final JdbcClient jdbc;

  LinkStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * @param kind a {@link dev.tenure.identity.LinkKind}, or {@code FIRST}
   * @param person null for {@code FIRST}
   */
  record Row(UUID id, String kind, @Nullable PersonId person, boolean used, boolean expired) {}

  /** Makes older links of the person void and stores the new one; answers when it expires. */
  Instant insert(String kind, @Nullable PersonId person, Token token, Duration life) {
    useAll(person);
    return put(kind, person, token, life, false);
  }

  /** Stores one that somebody asked for; older ones stay as they are (B9). */
  Instant insertRequested(String kind, PersonId person, Token token, Duration life) {
    return put(kind, person, token, life, true);
  }

  private Instant put(
      String kind, @Nullable PersonId person, Token token, Duration life, boolean requested) {
    return jdbc.sql(
            """
            INSERT INTO login_link (token_hash, kind, person_id, created_at, expires_at, requested)
            VALUES (:hash, :kind, :person, tenure_now(), tenure_now() + :life * interval '1 second',
                    :requested)
            RETURNING expires_at
            """)
        .param("hash", token.hash())
        .param("kind", kind)
        .param("person", person == null ? null : person.value())
        .param("life", life.toSeconds())
        .param("requested", requested)
        .query((rs, n) -> rs.getTimestamp(1).toInstant())
        .single();
  }

  /**
   * Links that were asked for and not followed within the last day.
   *
   * @param last when the last one was made, null for none
   */
  record Requested(int number, @Nullable Instant last, Instant now) {}

  /** The person's, and keeps others from asking at the same time until the transaction ends. */
  Requested lockRequested(PersonId person) {
    jdbc.sql("SELECT 1 FROM person WHERE id = :id FOR NO KEY UPDATE")
        .param("id", person.value())
        .query(Integer.class)
        .list();
    return jdbc.sql(
            """
            SELECT count(*) AS number, max(created_at) AS last, tenure_now() AS now
            FROM login_link
            WHERE person_id = :person
              AND requested
              AND created_at > tenure_now() - interval '1 day'
            """)
        .param("person", person.value())
        .query((rs, n) -> {
          Timestamp last = rs.getTimestamp("last");
          return new Requested(
              rs.getInt("number"),
              last == null ? null : last.toInstant(),
              rs.getTimestamp("now").toInstant());
        })
        .single();
  }

  Optional<Row> find(Token token) {
    return read(
        """
        SELECT id, kind, person_id, used_at IS NOT NULL AS used, expires_at <= tenure_now() AS expired
        FROM login_link
        WHERE token_hash = :hash
        """,
        token);
  }

  /**
   * Locks the link until the transaction ends, so that of two who use it at once one is too late.
   */
  Optional<Row> lock(Token token) {
    return read(
        """
        SELECT id, kind, person_id, used_at IS NOT NULL AS used, expires_at <= tenure_now() AS expired
        FROM login_link
        WHERE token_hash = :hash
        FOR UPDATE
        """,
        token);
  }

  private Optional<Row> read(String sql, Token token) {
    return jdbc.sql(sql)
        .param("hash", token.hash())
        .query((rs, n) -> {
          UUID person = rs.getObject("person_id", UUID.class);
          return new Row(
              rs.getObject("id", UUID.class),
              rs.getString("kind"),
              person == null ? null : new PersonId(person),
              rs.getBoolean("used"),
              rs.getBoolean("expired"));
        })
        .optional();
  }

  /** The link was followed to its end: it and all others of the person are used up. */
  void use(UUID link, @Nullable PersonId person) {
    jdbc.sql("UPDATE login_link SET used_at = tenure_now() WHERE id = :id")
        .param("id", link)
        .update();
    useAll(person);
  }

  private void useAll(@Nullable PersonId person) {
    jdbc.sql(
            """
            UPDATE login_link
            SET used_at = coalesce(used_at, tenure_now()),
                requested = false
            WHERE person_id IS NOT DISTINCT FROM :person
              AND (used_at IS NULL OR requested)
            """)
        .param("person", person == null ? null : person.value())
        .update();
  }
}
