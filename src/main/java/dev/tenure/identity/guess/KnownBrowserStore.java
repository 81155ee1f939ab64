package dev.tenure.identity.guess;

import dev.tenure.identity.sessions.Browser;
import dev.tenure.identity.sessions.Token;
import dev.tenure.platform.PersonId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of known browsers. */
@Repository
class KnownBrowserStore {

  private static final byte[] NO_TOKEN = new byte[0];

  private final JdbcClient jdbc;

  KnownBrowserStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<UUID> find(Token token, PersonId person) {
    return jdbc.sql(
            """
            SELECT id
            FROM known_browser
            WHERE token_hash = :hash
              AND person_id = :person
              AND expires_at > tenure_now()
            """)
        .param("hash", token.hash())
        .param("person", person.value())
        .query(UUID.class)
        .optional();
  }

  /** Puts a new token in the place of one, for everybody whom the browser is known to. */
  void rotate(Token old, Token fresh) {
    jdbc.sql(
            """
            UPDATE known_browser
            SET token_hash = :fresh,
                rotated_at = tenure_now()
            WHERE token_hash = :old
            """)
        .param("old", old.hash())
        .param("fresh", fresh.hash())
        .update();
  }

  /** Whether the person is known by the token, and it was made within that time. */
  boolean isFresh(Token token, PersonId person, Duration age) {
    return jdbc.sql(
            """
            SELECT EXISTS (
              SELECT 1
              FROM known_browser
              WHERE token_hash = :hash
                AND person_id = :person
                AND expires_at > tenure_now()
                AND rotated_at > tenure_now() - :age * interval '1 second')
            """)
        .param("hash", token.hash())
        .param("person", person.value())
        .param("age", age.toSeconds())
        .query(Boolean.class)
        .single();
  }

  void put(Token token, PersonId person, Browser browser, Duration life) {
    jdbc.sql(
            """
            INSERT INTO known_browser (
              token_hash, person_id, rotated_at, last_used_at, expires_at, address, user_agent)
            VALUES (:hash, :person, tenure_now(), tenure_now(),
                    tenure_now() + :life * interval '1 second', :address, :agent)
            ON CONFLICT (token_hash, person_id) DO UPDATE
            SET last_used_at = excluded.last_used_at,
                expires_at = excluded.expires_at,
                address = excluded.address,
                user_agent = excluded.user_agent
            """)
        .param("hash", token.hash())
        .param("person", person.value())
        .param("life", life.toSeconds())
        .param("address", browser.address())
        .param("agent", browser.userAgent())
        .update();
  }

  /** Keeps the browsers used last. */
  void keepNewest(PersonId person, int most) {
    jdbc.sql(
            """
            DELETE FROM known_browser
            WHERE person_id = :person
              AND id NOT IN (
                SELECT id
                FROM known_browser
                WHERE person_id = :person
                ORDER BY last_used_at DESC, id DESC
                LIMIT :most)
            """)
        .param("person", person.value())
        .param("most", most)
        .update();
  }

  List<KnownBrowser> of(PersonId person, @Nullable Token present) {
    return jdbc.sql(
            """
            SELECT id, last_used_at, address, user_agent, token_hash = :present AS present
            FROM known_browser
            WHERE person_id = :person
              AND expires_at > tenure_now()
            ORDER BY last_used_at DESC, id
            """)
        .param("person", person.value())
        .param("present", present == null ? NO_TOKEN : present.hash())
        .query((rs, n) ->
            new KnownBrowser(
                rs.getObject("id", UUID.class),
                rs.getTimestamp("last_used_at").toInstant(),
                rs.getString("address"),
                rs.getString("user_agent"),
                rs.getBoolean("present")))
        .list();
  }

  boolean delete(PersonId person, UUID id) {
    return jdbc.sql(
                """
                DELETE FROM known_browser
                WHERE id = :id
                  AND person_id = :person
                """)
            .param("id", id)
            .param("person", person.value())
            .update()
        == 1;
  }

  void deleteOthers(PersonId person, @Nullable Token present) {
    jdbc.sql(
            """
            DELETE FROM known_browser
            WHERE person_id = :person
              AND token_hash <> :present
            """)
        .param("person", person.value())
        .param("present", present == null ? NO_TOKEN : present.hash())
        .update();
  }
}
