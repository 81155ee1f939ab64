package dev.tenure.identity.signin;

import dev.tenure.identity.sessions.Token;
import dev.tenure.platform.PersonId;
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
    jdbc.sql(
            """
            UPDATE login_link
            SET used_at = tenure_now()
            WHERE person_id IS NOT DISTINCT FROM :person
              AND used_at IS NULL
            """)
        .param("person", person == null ? null : person.value())
        .update();
    return jdbc.sql(
            """
            INSERT INTO login_link (token_hash, kind, person_id, created_at, expires_at)
            VALUES (:hash, :kind, :person, tenure_now(), tenure_now() + :life * interval '1 second')
            RETURNING expires_at
            """)
        .param("hash", token.hash())
        .param("kind", kind)
        .param("person", person == null ? null : person.value())
        .param("life", life.toSeconds())
        .query((rs, n) -> rs.getTimestamp(1).toInstant())
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

  void use(UUID link) {
    jdbc.sql("UPDATE login_link SET used_at = tenure_now() WHERE id = :id")
        .param("id", link)
        .update();
  }
}
