package dev.tenure.platform.web;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of the forms that were sent and created something (A23). */
@Repository
@Lazy
class FormKeyStore {

  /**
   * Identifies a form by its sender's organisation, its key and the address that it was sent to.
   */
  record Id(UUID organisation, byte[] keyHash, String form) {}

  /** The stored answer to it. */
  record Sent(byte[] content, String answer, byte @Nullable [] secret) {}

  private final JdbcClient jdbc;

  FormKeyStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Takes the key for this transaction; false if it was used. Waits until another transaction that
   * has taken it ends.
   */
  boolean take(Id id, byte[] content) {
    return jdbc.sql(
                """
                INSERT INTO form_key (organisation, key_hash, form, content, answer, created_at)
                VALUES (:organisation, :hash, :form, :content, '', tenure_now())
                ON CONFLICT DO NOTHING
                """)
            .param("organisation", id.organisation())
            .param("hash", id.keyHash())
            .param("form", id.form())
            .param("content", content)
            .update()
        == 1;
  }

  void answer(Id id, String answer, byte @Nullable [] secret) {
    jdbc.sql(
            """
            UPDATE form_key
            SET answer = :answer, secret = :secret
            WHERE organisation = :organisation
              AND key_hash = :hash
              AND form = :form
            """)
        .param("organisation", id.organisation())
        .param("hash", id.keyHash())
        .param("form", id.form())
        .param("answer", answer)
        .param("secret", secret, java.sql.Types.BINARY)
        .update();
  }

  Optional<Sent> find(Id id) {
    return jdbc.sql(
            """
            SELECT content, answer, secret
            FROM form_key
            WHERE organisation = :organisation
              AND key_hash = :hash
              AND form = :form
            """)
        .param("organisation", id.organisation())
        .param("hash", id.keyHash())
        .param("form", id.form())
        .query((rs, n) ->
            new Sent(rs.getBytes("content"), rs.getString("answer"), rs.getBytes("secret")))
        .optional();
  }
}
