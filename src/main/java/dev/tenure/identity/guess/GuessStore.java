package dev.tenure.identity.guess;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of counted guesses. */
@Repository
class GuessStore {

  private final JdbcClient jdbc;

  GuessStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A tally and the instant at which it was read. */
  record Seen(GuessTally tally, Instant now) {}

  /** Without a lock, so that those who are told to wait write nothing. */
  Optional<Seen> find(GuessSubject subject) {
    return jdbc.sql(
            """
            SELECT wrong, last_wrong_at, under_way, under_way_until, tenure_now() AS now
            FROM guess
            WHERE rule = :rule
              AND subject = :subject
            """)
        .param("rule", subject.rule().name())
        .param("subject", subject.key())
        .query((rs, n) -> read(rs))
        .optional();
  }

  /** Locks the tally until the transaction ends; there is one afterwards. */
  Seen lock(GuessSubject subject) {
    jdbc.sql(
            """
            INSERT INTO guess (rule, subject, wrong, last_wrong_at, under_way, under_way_until, ends_at)
            VALUES (:rule, :subject, 0, 'epoch', 0, 'epoch', 'epoch')
            ON CONFLICT (rule, subject) DO NOTHING
            """)
        .param("rule", subject.rule().name())
        .param("subject", subject.key())
        .update();
    return jdbc.sql(
            """
            SELECT wrong, last_wrong_at, under_way, under_way_until, tenure_now() AS now
            FROM guess
            WHERE rule = :rule
              AND subject = :subject
            FOR UPDATE
            """)
        .param("rule", subject.rule().name())
        .param("subject", subject.key())
        .query((rs, n) -> read(rs))
        .single();
  }

  private static Seen read(ResultSet rs) throws SQLException {
    return new Seen(
        new GuessTally(
            rs.getInt("wrong"),
            rs.getTimestamp("last_wrong_at").toInstant(),
            rs.getInt("under_way"),
            rs.getTimestamp("under_way_until").toInstant()),
        rs.getTimestamp("now").toInstant());
  }

  void write(GuessSubject subject, GuessTally tally) {
    jdbc.sql(
            """
            UPDATE guess
            SET wrong = :wrong,
                last_wrong_at = :last,
                under_way = :underWay,
                under_way_until = :until,
                ends_at = :ends
            WHERE rule = :rule
              AND subject = :subject
            """)
        .param("rule", subject.rule().name())
        .param("subject", subject.key())
        .param("wrong", tally.wrong())
        .param("last", tally.lastWrongAt().atOffset(ZoneOffset.UTC))
        .param("underWay", tally.underWay())
        .param("until", tally.underWayUntil().atOffset(ZoneOffset.UTC))
        .param("ends", tally.endsAt(subject.rule()).atOffset(ZoneOffset.UTC))
        .update();
  }

  void delete(GuessSubject subject) {
    jdbc.sql(
            """
            DELETE FROM guess
            WHERE rule = :rule
              AND subject = :subject
            """)
        .param("rule", subject.rule().name())
        .param("subject", subject.key())
        .update();
  }
}
