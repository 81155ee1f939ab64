package dev.tenure.account;

/** The statements of a command on an account: what it locks and reads, and what it writes. */
final class AccountSql {

  /** An account's row beside each of its intents, all as one statement saw them. */
  private static final String LIFE =
      """
      SELECT c.*, i.version, i.kind, i.hold_owner, i.actor_id, i.actor_name, i.actor_level,
             i.reason_code, i.reason, i.recorded_at, i.effective_at, i.local_input, i.input_zone,
             tenure_now() AS now,
             (SELECT s.version FROM customer s WHERE s.id = :id) AS version_before_lock
      FROM (
        SELECT c.id, c.reseller_id, r.name AS reseller_name, c.name, c.reference, c.product_type,
               c.country, c.time_zone, c.notes, c.trial_until, c.version AS account_version,
               c.changed_what, c.changed_by, c.changed_at
        FROM customer c
        JOIN reseller r ON r.id = c.reseller_id
        WHERE c.id = :id
          AND (CAST(:reseller AS uuid) IS NULL OR c.reseller_id = :reseller)
        %s
      ) AS c
      CROSS JOIN account_intent i
      WHERE i.account_id = :id
      ORDER BY i.version
      """;

  static final String FIND = LIFE.formatted("");
  static final String LOCK = LIFE.formatted("FOR NO KEY UPDATE OF c") + ";\nSELECT tenure_now()";

  private static final String FOLD =
      """
      WITH fold AS (
        UPDATE customer
        SET version = :intentVersion,
            service_from = :serviceFrom,
            access_from = :accessFrom,
            access_stopped_at = :accessStoppedAt,
            hold_count = :holdCount,
            terminates_at = :terminatesAt,
            changed_what = :what,
            changed_by = :by,
            changed_at = :at
        WHERE id = :account
        RETURNING id, reseller_id, name_key, reference_key, terminates_at,
                  CASE WHEN :heard THEN CAST(pg_notify(:channel, :news) AS text) END
      ),
      %s,
      """
          + IntentStore.APPEND;

  /** What is written of an account whose access is stopped now. */
  static final String WRITE_STOPPED =
      FOLD.formatted(
          """
          held AS (
            INSERT INTO held_customer AS h (
              customer_id, reseller_id, name_key, reference_key, terminates_at)
            SELECT id, reseller_id, name_key, reference_key, terminates_at
            FROM fold
            ON CONFLICT (customer_id) DO UPDATE
            SET terminates_at = excluded.terminates_at
          )\
          """);

  /** What is written of any other. */
  static final String WRITE_OPEN =
      FOLD.formatted(
          """
          freed AS (
            DELETE FROM held_customer
            WHERE customer_id = :account
          )\
          """);

  private AccountSql() {}
}
