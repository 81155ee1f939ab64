package dev.tenure.account;

/** The statements of a command on an account: what it locks and reads, and what it writes. */
final class AccountSql {

  private static final String ROW =
      """
      SELECT c.id, c.reseller_id, r.name AS reseller_name, c.name, c.reference, c.product_type,
             c.country, c.time_zone, c.notes, c.trial_until, c.version AS account_version,
             c.changed_what, c.changed_by, c.changed_at
      FROM customer c
      JOIN reseller r ON r.id = c.reseller_id
      WHERE c.id = :account
        AND (CAST(:reseller AS uuid) IS NULL OR c.reseller_id = :reseller)
      """;

  /** An account's row beside each of its intents, all as one statement saw them. */
  static final String FIND =
      """
      SELECT c.*, i.*, (SELECT tenure_now()) AS now
      FROM (
        %s) AS c
      CROSS JOIN account_intent i
      WHERE i.account_id = :account
      ORDER BY i.version
      """
          .formatted(ROW);

  /** The row, and then what is so once it is locked: its intents and the time. */
  static final String LOCK = ROW + "FOR NO KEY UPDATE OF c;\n" + IntentStore.READ_TO_DECIDE;

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
