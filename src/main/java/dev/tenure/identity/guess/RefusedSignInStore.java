package dev.tenure.identity.guess;

import dev.tenure.platform.PersonId;
import dev.tenure.platform.server.ClientNetwork;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of refused sign-ins. */
@Repository
class RefusedSignInStore {

  private final JdbcClient jdbc;

  RefusedSignInStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Counts one; answers whether it is the first of its row. */
  boolean count(Optional<PersonId> person, ClientNetwork network, String outcome) {
    return jdbc.sql(
                """
                INSERT INTO sign_in_refusal AS r (person_id, network, outcome, from_at, last_at, tries)
                VALUES (
                  CAST(:person AS uuid), :network, :outcome,
                  greatest(
                    date_trunc('hour', tenure_now()),
                    (SELECT last_sign_in_at FROM person WHERE id = CAST(:person AS uuid))),
                  tenure_now(), 1)
                ON CONFLICT (person_id, network, outcome, from_at) DO UPDATE
                SET tries = r.tries + 1,
                    last_at = excluded.last_at
                RETURNING tries
                """)
            .param("person", uuid(person))
            .param("network", network.text())
            .param("outcome", outcome)
            .query(Long.class)
            .single()
        == 1;
  }

  private static @org.jspecify.annotations.Nullable UUID uuid(Optional<PersonId> person) {
    return person.map(PersonId::value).orElse(null);
  }

  /** Wrong passwords for the person since the sign-in before the last, by network, newest first. */
  List<WrongPasswords.From> wrongSince(PersonId person, int most) {
    return jdbc.sql(
            """
            SELECT r.network, sum(r.tries) AS tries, max(r.last_at) AS last_at,
                   sum(sum(r.tries)) OVER () AS together
            FROM sign_in_refusal r
            JOIN person p ON p.id = r.person_id
            WHERE r.person_id = :person
              AND r.outcome = 'wrong-password'
              AND r.last_at > coalesce(p.previous_sign_in_at, p.created_at)
            GROUP BY r.network
            ORDER BY max(r.last_at) DESC, r.network
            LIMIT :most
            """)
        .param("person", person.value())
        .param("most", most)
        .query((rs, n) ->
            new WrongPasswords.From(
                rs.getString("network"),
                rs.getLong("tries"),
                rs.getTimestamp("last_at").toInstant(),
                rs.getLong("together")))
        .list();
  }
}
