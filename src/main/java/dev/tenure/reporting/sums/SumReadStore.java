package dev.tenure.reporting.sums;

import dev.tenure.platform.CustomerId;
import dev.tenure.reporting.AgentSums;
import dev.tenure.reporting.Bucket;
import dev.tenure.reporting.CallSums;
import dev.tenure.reporting.Dimension;
import dev.tenure.reporting.Figures;
import dev.tenure.reporting.Thresholds;
import dev.tenure.reporting.VisitSums;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * SQL that reads sums where they are clean and the facts themselves where they were touched since,
 * in one statement and thus one snapshot: exact at any time, and never waiting for the worker.
 */
@Repository
public class SumReadStore {

  private static final String READ =
      """
      WITH
      """
          + FactSums.GIVEN
          + TouchedTime.TOUCHED
          + """
          whole AS MATERIALIZED (
            SELECT s.since, s.until
            FROM span s
            JOIN report_day_done r
              ON r.customer_id = :customer
             AND r.since = s.since
             AND r.until = s.until
            WHERE :days
              AND NOT EXISTS (SELECT FROM touched q WHERE q.n = s.n)
              AND NOT EXISTS (
                SELECT
                FROM report_day d
                CROSS JOIN rule
                WHERE rule.wanted
                  AND d.customer_id = :customer
                  AND d.dimension = 'DIRECTION'
                  AND d.since = s.since
                  AND d.rule <> rule.name)
          ),
          loose AS MATERIALIZED (
            SELECT since, until
            FROM span
            EXCEPT
            SELECT since, until
            FROM whole
          ),
          quarter AS MATERIALIZED (
            SELECT at
            FROM touched
            UNION
            -- What was summed up by direction when something else counted as internal.
            SELECT d.quarter
            FROM loose l
            CROSS JOIN rule
            CROSS JOIN LATERAL (
              SELECT d.quarter
              FROM report_quarter d
              WHERE d.customer_id = :customer
                AND d.dimension = 'DIRECTION'
                AND d.quarter >= l.since
                AND d.quarter < l.until
                AND d.rule <> rule.name
              OFFSET 0
            ) AS d
            WHERE rule.wanted
          ),
          """
          + FactSums.COMPUTED
          + """
          ,
          summed AS (
            SELECT s.since AS at, s.key,
          """
          + FactSums.SUMS
          + ","
          + FactSums.WAITS
          + """

            FROM whole w
            JOIN report_day s
              ON s.customer_id = :customer
             AND s.dimension = :dimension
             AND s.since = w.since
            UNION ALL
            SELECT s.quarter, s.key,
          """
          + FactSums.SUMS
          + ","
          + FactSums.WAITS
          + """

            FROM loose l
            CROSS JOIN LATERAL (
              SELECT *
              FROM report_quarter s
              WHERE s.customer_id = :customer
                AND s.dimension = :dimension
                AND s.quarter >= l.since
                AND s.quarter < l.until
              OFFSET 0
            ) AS s
            WHERE NOT EXISTS (SELECT FROM quarter q WHERE q.at = s.quarter)
            UNION ALL
            SELECT quarter, key,
          """
          + FactSums.SUMS
          + ","
          + FactSums.WAITS
          + """

            FROM computed
          )
          SELECT CASE WHEN :byKeys THEN 0 ELSE width_bucket(at, CAST(:edges AS timestamptz[])) END
                   AS bucket,
                 CASE WHEN :byKeys THEN substr(key, 1 + length(CAST(:prefix AS text))) ELSE '' END AS row_key,
                 sum(calls) AS calls, sum(calls_answered) AS calls_answered,
                 sum(calls_talk) AS calls_talk, sum(offers) AS offers,
                 sum(unanswered) AS unanswered, sum(offered) AS offered,
                 sum(answered) AS answered, sum(abandoned) AS abandoned, sum(refused) AS refused,
                 sum(overflowed) AS overflowed, sum(left_otherwise) AS left_otherwise,
                 sum(transferred) AS transferred, sum(handled) AS handled,
                 sum(wait_answered) AS wait_answered, sum(wait_abandoned) AS wait_abandoned,
                 max(longest_wait) AS longest_wait, sum(talk) AS talk, sum(held) AS held,
                 sum(wrap_up) + (sum(handled) - sum(wraps)) * CAST(:wrapUp AS bigint) * 1000000
                   AS wrap_up,
                 COALESCE(sum(
                   answered_upto[width_bucket(CAST(:inTime AS smallint), answered_waits)]), 0)
                   AS answered_in_time,
                 COALESCE(sum(
                   abandoned_upto[width_bucket(CAST(:inTime AS smallint), abandoned_waits)]), 0)
                   AS abandoned_in_time,
                 CASE
                   WHEN CAST(:short AS smallint) = 0 THEN 0
                   ELSE COALESCE(sum(
                     abandoned_upto[width_bucket(CAST(:short AS smallint), abandoned_waits)]), 0)
                 END AS short_abandons
          FROM summed
          WHERE CASE
                  WHEN :byKeys THEN key ^@ CAST(:prefix AS text)
                  ELSE :dimension = 'ALL' OR key = :only
                END
          GROUP BY bucket, row_key
          ORDER BY bucket, row_key
          """;

  private final JdbcClient jdbc;

  SumReadStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A row of an answer.
   *
   * @param bucket which of the steps, from 1; 0 where rows are keys
   */
  public record Line(int bucket, String key, Figures figures) {}

  /** By steps: of all, or of the one key. */
  public List<Line> times(
      CustomerId customer,
      Asked asked,
      List<Bucket> buckets,
      Dimension narrowed,
      String only,
      Thresholds thresholds) {
    return read(customer, asked, buckets, Kept.of(narrowed), only, false, "", thresholds);
  }

  /** By keys, of the whole time. */
  public List<Line> keys(
      CustomerId customer, Asked asked, Dimension dimension, Thresholds thresholds) {
    return read(customer, asked, asked.spans(), Kept.of(dimension), "", true, "", thresholds);
  }

  /** By agents, of what belongs to the one queue. */
  public List<Line> agentsOf(
      CustomerId customer, Asked asked, String queue, Thresholds thresholds) {
    return read(
        customer,
        asked,
        asked.spans(),
        Kept.QUEUE_AGENT,
        "",
        true,
        Kept.ofQueue(queue),
        thresholds);
  }

  /**
   * Which time is asked for.
   *
   * @param spans of it, in order and without a gap
   * @param days whether each of them is a day of the customer's
   */
  public record Asked(List<Bucket> spans, boolean days) {

    /** Copies the list. */
    public Asked {
      spans = List.copyOf(spans);
    }
  }

  private List<Line> read(
      CustomerId customer,
      Asked asked,
      List<Bucket> buckets,
      Kept kept,
      String only,
      boolean byKeys,
      String prefix,
      Thresholds thresholds) {
    return jdbc.sql(READ)
        .param("customer", customer.value())
        .param("since", Arrays.begins(asked.spans()))
        .param("until", Arrays.ends(asked.spans()))
        .param("days", asked.days())
        .param("edges", Arrays.begins(buckets))
        .param("dimension", kept.name())
        .param("dimensions", Arrays.names(kept))
        .param("only", only)
        .param("prefix", prefix)
        .param("byKeys", byKeys)
        .param("inTime", thresholds.serviceLevel())
        .param("short", thresholds.shortAbandon())
        .param("wrapUp", thresholds.wrapUp())
        .query((rs, n) ->
            new Line(
                rs.getInt("bucket"),
                rs.getString("row_key"),
                new Figures(visits(rs), calls(rs), AgentSums.NONE)))
        .list();
  }

  private static VisitSums visits(ResultSet rs) throws SQLException {
    return new VisitSums(
        rs.getLong("offered"),
        rs.getLong("answered"),
        rs.getLong("answered_in_time"),
        rs.getLong("abandoned"),
        rs.getLong("abandoned_in_time"),
        rs.getLong("short_abandons"),
        rs.getLong("refused"),
        rs.getLong("overflowed"),
        rs.getLong("left_otherwise"),
        rs.getLong("transferred"),
        rs.getLong("handled"),
        rs.getLong("wait_answered"),
        rs.getLong("wait_abandoned"),
        rs.getLong("longest_wait"),
        rs.getLong("talk"),
        rs.getLong("held"),
        rs.getLong("wrap_up"));
  }

  private static CallSums calls(ResultSet rs) throws SQLException {
    return new CallSums(
        rs.getLong("calls"),
        rs.getLong("calls_answered"),
        rs.getLong("calls_talk"),
        rs.getLong("offers"),
        rs.getLong("unanswered"));
  }
}
