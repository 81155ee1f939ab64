package dev.tenure.identity.signin;

import dev.tenure.platform.PersonId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of password hashes. */
@Repository
class PasswordStore {

  private final JdbcClient jdbc;

  PasswordStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Sets the hash; whoever had none is activated by it. */
  void write(PersonId person, String hash) {
    jdbc.sql(
            """
            UPDATE person
            SET password_hash = :hash,
                activated_at = coalesce(activated_at, tenure_now())
            WHERE id = :id
            """)
        .param("id", person.value())
        .param("hash", hash)
        .update();
  }

  /** Keeps two first starts from both making the first Support person; released at the end. */
  void lockSupport() {
    jdbc.sql("SELECT pg_advisory_xact_lock(hashtext('tenure first support person'))")
        .query(rs -> {});
  }

  boolean supportExists() {
    return jdbc.sql("SELECT EXISTS (SELECT 1 FROM person WHERE level = 'SUPPORT')")
        .query(Boolean.class)
        .single();
  }
}
