package dev.tenure.reporting.sums;

import dev.tenure.platform.CustomerId;
import dev.tenure.reporting.AgentSums;
import dev.tenure.reporting.Bucket;
import dev.tenure.reporting.Thresholds;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * SQL that reads agents' time: of days that are summed up by the customer's present wrap-up time
 * from there, of all other time from agents' statuses, ringings and talks themselves. A status that
 * a late event changes may reach over all days after it, so a touched quarter makes every later day
 * count as not summed up.
 */
@Repository
public class AgentTimeStore {

  private static final String READ =
      """
      WITH asked AS (
        SELECT since, until
        FROM unnest(CAST(:since AS timestamptz[]), CAST(:until AS timestamptz[])) AS s(since, until)
      ),
      whole AS MATERIALIZED (
        SELECT s.since, s.until
        FROM asked s
        JOIN report_day_done r
          ON r.customer_id = :customer
         AND r.since = s.since
         AND r.until = s.until
         AND r.agents
         AND r.wrap_up = :wrapUp
        WHERE :days
          AND NOT EXISTS (
            SELECT
            FROM fact_touched t
            WHERE t.customer_id = :customer
              AND t.quarter < s.until)
      ),
      span AS MATERIALIZED (
        SELECT since, until
        FROM asked
        EXCEPT
        SELECT since, until
        FROM whole
      ),
      """
          + AgentTime.TIMED
          + """
          ,
          clocked AS (
            SELECT t.since, t.agent_ref, logged_in, not_ready, wrap_up, handling, available, untold
            FROM whole w
            JOIN report_agent_day t ON t.customer_id = :customer AND t.since = w.since
            UNION ALL
            SELECT since, agent_ref, logged_in, not_ready, wrap_up, handling, available, untold
            FROM timed
          )
          SELECT CASE
                   WHEN :byAgents THEN 0
                   ELSE width_bucket(since, CAST(:edges AS timestamptz[]))
                 END AS bucket,
                 CASE WHEN :byAgents THEN agent_ref ELSE '' END AS row_key,
                 sum(logged_in) AS logged_in, sum(not_ready) AS not_ready, sum(wrap_up) AS wrap_up,
                 sum(handling) AS handling, sum(available) AS available, sum(untold) AS untold
          FROM clocked
          WHERE :all OR agent_ref = :only
          GROUP BY bucket, row_key
          """;

  private final JdbcClient jdbc;

  AgentTimeStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A row of an answer.
   *
   * @param bucket which of the steps, from 1; 0 where rows are agents
   */
  public record Line(int bucket, String agent, AgentSums sums) {}

  /** By steps, of all agents. */
  public List<Line> times(
      CustomerId customer, SumReadStore.Asked asked, List<Bucket> buckets, Thresholds thresholds) {
    return read(customer, asked, buckets, false, true, "", thresholds);
  }

  /** By steps, of one agent. */
  public List<Line> timesOf(
      CustomerId customer,
      SumReadStore.Asked asked,
      List<Bucket> buckets,
      String agent,
      Thresholds thresholds) {
    return read(customer, asked, buckets, false, false, agent, thresholds);
  }

  /** By agents, of the whole time. */
  public List<Line> agents(CustomerId customer, SumReadStore.Asked asked, Thresholds thresholds) {
    return read(customer, asked, asked.spans(), true, true, "", thresholds);
  }

  /** When the first status of each agent was reported; agents without one are missing (C13). */
  public Map<String, Instant> firstTold(CustomerId customer) {
    Map<String, Instant> first = new HashMap<>();
    jdbc.sql(
            """
            SELECT a.agent_ref, min(i.first) AS first
            FROM agent a
            CROSS JOIN LATERAL (
              SELECT min(i.started_at) AS first
              FROM agent_interval i
              WHERE i.agent_id = a.id
            ) AS i
            WHERE a.customer_id = :customer
              AND i.first IS NOT NULL
            GROUP BY a.agent_ref
            """)
        .param("customer", customer.value())
        .query(rs -> {
          first.put(rs.getString("agent_ref"), rs.getTimestamp("first").toInstant());
        });
    return first;
  }

  private List<Line> read(
      CustomerId customer,
      SumReadStore.Asked asked,
      List<Bucket> buckets,
      boolean byAgents,
      boolean all,
      String only,
      Thresholds thresholds) {
    return jdbc.sql(READ)
        .param("customer", customer.value())
        .param("since", Arrays.begins(asked.spans()))
        .param("until", Arrays.ends(asked.spans()))
        .param("days", asked.days())
        .param("edges", Arrays.begins(buckets))
        .param("byAgents", byAgents)
        .param("all", all)
        .param("only", only)
        .param("wrapUp", thresholds.wrapUp())
        .query((rs, n) ->
            new Line(
                rs.getInt("bucket"),
                rs.getString("row_key"),
                new AgentSums(
                    rs.getLong("logged_in"),
                    rs.getLong("not_ready"),
                    rs.getLong("wrap_up"),
                    rs.getLong("handling"),
                    rs.getLong("available"),
                    rs.getLong("untold"),
                    true)))
        .list();
  }
}
