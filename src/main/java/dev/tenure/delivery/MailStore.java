package dev.tenure.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of the letters. */
@Repository
class MailStore {

  private static final String SELECT =
      """
      SELECT id, recipient, subject, body, created_at, sent_at, attempts, last_error
      FROM mail
      """;

  private final JdbcClient jdbc;

  MailStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(List<Letter> letters) {
    jdbc.sql(
            """
            INSERT INTO mail (recipient, subject, body, created_at, next_try_at)
            SELECT l.recipient, l.subject, l.body, tenure_now(), tenure_now()
            FROM unnest(CAST(:to AS text[]), CAST(:subjects AS text[]), CAST(:bodies AS text[]))
              AS l (recipient, subject, body)
            """)
        .param("to", letters.stream().map(Letter::to).toArray(String[]::new))
        .param("subjects", letters.stream().map(Letter::subject).toArray(String[]::new))
        .param("bodies", letters.stream().map(Letter::body).toArray(String[]::new))
        .update();
  }

  List<Mails.Posted> newest(@Nullable UUID before, int size) {
    return jdbc.sql(
            SELECT
                + """
                WHERE CAST(:before AS uuid) IS NULL
                   OR (created_at, id) < (SELECT b.created_at, b.id FROM mail b WHERE b.id = :before)
                ORDER BY created_at DESC, id DESC
                LIMIT :size
                """)
        .param("before", before)
        .param("size", size)
        .query((rs, n) -> posted(rs))
        .list();
  }

  Optional<Mails.Posted> find(UUID id) {
    return jdbc.sql(SELECT + "WHERE id = :id")
        .param("id", id)
        .query((rs, n) -> posted(rs))
        .optional();
  }

  /** Locks the next letter to be sent; those older than {@code oldest} are left alone. */
  Optional<Mails.Posted> claim(Duration oldest) {
    return jdbc.sql(
            SELECT
                + """
                WHERE sent_at IS NULL
                  AND next_try_at <= tenure_now()
                  AND created_at > tenure_now() - make_interval(secs => :oldest)
                ORDER BY next_try_at
                LIMIT 1
                FOR UPDATE SKIP LOCKED
                """)
        .param("oldest", (double) oldest.toSeconds())
        .query((rs, n) -> posted(rs))
        .optional();
  }

  /** How long until a letter is to be sent that isn't older than that; zero or less if one is. */
  Optional<Duration> untilNext(Duration oldest) {
    return jdbc.sql(
            """
            SELECT extract(epoch FROM next_try_at - tenure_now()) AS seconds
            FROM mail
            WHERE sent_at IS NULL
              AND created_at > tenure_now() - make_interval(secs => :oldest)
            ORDER BY next_try_at
            LIMIT 1
            """)
        .param("oldest", (double) oldest.toSeconds())
        .query((rs, n) ->
            Duration.of(
                rs.getBigDecimal("seconds").movePointRight(6).longValue(), ChronoUnit.MICROS))
        .optional();
  }

  void sent(UUID id) {
    jdbc.sql(
            """
            UPDATE mail
            SET sent_at = tenure_now(),
                attempts = attempts + 1,
                last_error = NULL
            WHERE id = :id
            """)
        .param("id", id)
        .update();
  }

  void failed(UUID id, String error, Duration pause) {
    jdbc.sql(
            """
            UPDATE mail
            SET attempts = attempts + 1,
                last_error = :error,
                next_try_at = tenure_now() + make_interval(secs => :seconds)
            WHERE id = :id
            """)
        .param("id", id)
        .param("error", error)
        .param("seconds", pause.toMillis() / 1000.0)
        .update();
  }

  private static Mails.Posted posted(ResultSet rs) throws SQLException {
    Timestamp sent = rs.getTimestamp("sent_at");
    return new Mails.Posted(
        rs.getObject("id", UUID.class),
        new Letter(rs.getString("recipient"), rs.getString("subject"), rs.getString("body")),
        rs.getTimestamp("created_at").toInstant(),
        sent == null ? null : sent.toInstant(),
        rs.getInt("attempts"),
        rs.getString("last_error"));
  }
}
