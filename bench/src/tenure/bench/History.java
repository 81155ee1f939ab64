package tenure.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * A year of a customer's calls that {@code verify} accepts: one day is sent by the intake, journal
 * and facts of it are copied to the others, as the intake would have written them.
 */
final class History {

  static final int DAYS = 365;
  private static final int AGENTS = 100;
  private static final int QUEUES = 12;
  private static final int CALLS_IN_A_REQUEST = 500;
  private static final List<String> PARTS = List.of("segment", "queue_visit", "agent_offer");

  private final Server server;
  private final String customer;
  private final String key;

  private History(Server server, String customer, String key) {
    this.server = server;
    this.customer = customer;
    this.key = key;
  }

  /** Loads so many calls, from eight to eight of each day, up to some minutes ago. */
  static void load(Server server, String customer, int calls) throws Exception {
    History history = new History(server, customer, server.demo("source", "key"));
    int perDay = Math.max(1, calls / DAYS);
    Instant yesterday =
        Instant.ofEpochMilli(
                server.number("SELECT (extract(epoch FROM tenure_now()) * 1000)::bigint"))
            .truncatedTo(ChronoUnit.DAYS)
            .minus(1, ChronoUnit.DAYS);
    history.send(yesterday.plus(8, ChronoUnit.HOURS), perDay);
    server.awaitFacts();
    history.copy();
  }

  private void send(Instant from, int calls) throws Exception {
    try (Wire wire = new Wire(server.address)) {
      StringBuilder lines = new StringBuilder();
      for (int n = 0; n < calls; n++) {
        call(lines, n, from.plus(Duration.ofHours(12).dividedBy(calls).multipliedBy(n)));
        if (n % CALLS_IN_A_REQUEST == CALLS_IN_A_REQUEST - 1 || n == calls - 1) {
          Wire.Answer answer =
              wire.send(
                  "POST",
                  "/intake/v1/events",
                  "application/x-ndjson",
                  lines.toString(),
                  java.util.Map.of("Authorization", "Bearer " + key));
          if (answer.status() != 200 || answer.body().contains("\"position\"")) {
            throw new IllegalStateException(answer.status() + " " + answer.body());
          }
          lines.setLength(0);
        }
      }
    }
  }

  private static void call(StringBuilder to, int n, Instant at) {
    String ref = "bench-" + n;
    String queue = "\"queue\":\"Queue %02d\"".formatted(n * 5 % QUEUES + 1);
    String agent = "\"agent\":\"b%d\"".formatted(n * 7 % AGENTS + 1);
    Instant left = at.plusMillis(500 + n * 13 % 97 * 700L);
    to.append(
        event(
            ref,
            1,
            "LegStarted",
            at,
            "\"legRef\":\"in\",\"direction\":\"inbound\",\"from\":\"0770%07d\",\"to\":\"020794601%02d\""
                .formatted(n * 37L % 10_000_000, n % 20)));
    to.append(event(ref, 2, "QueueEntered", at, queue));
    if (n % 11 == 3) {
      to.append(event(ref, 3, "QueueExited", left, queue + ",\"how\":\"abandoned\""));
      to.append(event(ref, 4, "CallEnded", left, "\"by\":\"caller\""));
    } else {
      Instant end = left.plusSeconds(30 + n * 17 % 400);
      to.append(event(ref, 3, "QueueAnswered", left, queue + "," + agent));
      to.append(event(ref, 4, "CallEnded", end, "\"by\":\"caller\""));
    }
  }

  private static String event(String ref, int n, String type, Instant at, String fields) {
    return "{\"id\":\"%d\",\"type\":\"%s\",\"occurredAt\":\"%s\",\"callRef\":\"%s\",%s}\n"
        .formatted(n, type, at, ref, fields);
  }

  private void copy() throws SQLException {
    try (Connection connection = server.database();
        Statement statement = connection.createStatement()) {
      // The facts do lie in service; the walls would only make the loading long.
      statement.execute("SET session_replication_role = replica");
      statement.execute("SET synchronous_commit = off");
      for (int back = -1; back < DAYS - 1; back++) {
        if (back != 0) {
          day(statement, back);
        }
      }
      statement.execute(
          """
          INSERT INTO fact_touched (customer_id, quarter)
          SELECT DISTINCT c.customer_id, q
          FROM call c,
               generate_series(
                 date_bin('15 minutes', c.started_at, 'epoch'),
                 date_bin('15 minutes', c.until, 'epoch'),
                 interval '15 minutes') AS q
          WHERE c.customer_id = '%s'
            AND c.call_ref LIKE 'bench-%%'
          ON CONFLICT DO NOTHING
          """
              .formatted(customer));
      statement.execute(
          """
          UPDATE agent a
          SET called_from = a.called_from - interval '%2$d days',
              called_until = greatest(a.called_until, n.until)
          FROM (
            SELECT agent_ref, max(until) AS until
            FROM call
            WHERE customer_id = '%1$s'
              AND call_ref LIKE 'bench-%%'
            GROUP BY agent_ref) AS n
          WHERE a.customer_id = '%1$s'
            AND a.agent_ref = n.agent_ref
          """
              .formatted(customer, DAYS - 2));
    }
  }

  /** Copies the day that was sent to another one; to today only what is over. */
  private void day(Statement statement, int back) throws SQLException {
    statement.execute("DROP TABLE IF EXISTS copied");
    statement.execute(
        """
        CREATE TEMP TABLE copied AS
        SELECT id, uuidv7() AS copy
        FROM call
        WHERE customer_id = '%s'
          AND call_ref ~ '^bench-[0-9]+$'
          AND until - interval '%d days' < tenure_now() - interval '10 minutes'
        """
            .formatted(customer, back));
    statement.execute("CREATE INDEX ON copied (id)");
    statement.execute("ANALYZE copied");
    statement.execute(copy(statement, "call", "call t JOIN copied USING (id)", back));
    for (String part : PARTS) {
      statement.execute(
          copy(statement, part, part + " t JOIN copied ON copied.id = t.call_id", back));
    }
    statement.execute(
        copy(
            statement,
            "intake_call_entry",
            "copied JOIN call c USING (id) JOIN intake_call_entry t ON (t.source_id, t.call_ref) ="
                + " (c.source_id, c.call_ref)",
            back));
  }

  private String copy(Statement statement, String table, String from, int back)
      throws SQLException {
    List<String> names = new ArrayList<>();
    List<String> values = new ArrayList<>();
    for (String column : columns(statement, table)) {
      String name = column.substring(0, column.indexOf(' '));
      names.add(name);
      values.add(value(name, column.substring(name.length() + 1), back));
    }
    return "INSERT INTO %s (%s) SELECT %s FROM %s"
        .formatted(table, String.join(", ", names), String.join(", ", values), from);
  }

  private static String value(String name, String type, int back) {
    String earlier = " - interval '" + back + " days'";
    return switch (name) {
      case "id", "call_id" -> "copied.copy";
      case "call_ref" -> "t.call_ref || '-" + (back + 1) + "'";
      // What was so before the day began stays so.
      case "service_from", "received_at" -> "t." + name;
      default ->
          switch (type) {
            case "timestamp with time zone" -> "t." + name + earlier;
            case "ARRAY" ->
                name.equals("occurred")
                    ? "ARRAY(SELECT o%s FROM unnest(t.occurred) WITH ORDINALITY AS x(o, n) ORDER BY n)"
                        .formatted(earlier)
                    : "t." + name;
            default -> "t." + name;
          };
    };
  }

  private List<String> columns(Statement statement, String table) throws SQLException {
    List<String> columns = new ArrayList<>();
    try (ResultSet rs =
        statement.executeQuery(
            "SELECT column_name || ' ' || data_type FROM information_schema.columns WHERE"
                + " table_name = '"
                + table
                + "' AND is_generated = 'NEVER' ORDER BY ordinal_position")) {
      while (rs.next()) {
        columns.add(rs.getString(1));
      }
    }
    return columns;
  }
}
