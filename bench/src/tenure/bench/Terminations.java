package tenure.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.stream.Stream;

/** 100,000 terminations at one T; and what a million pending effects cost while nothing is due. */
final class Terminations {

  private static final int CUSTOMERS = 100_000;

  static void run(int runs) throws Exception {
    Figures rate = new Figures();
    for (int run = 0; run < runs; run++) {
      try (Server server = Server.start()) {
        server.demo("reseller", "email");
        String reseller = server.text("SELECT id FROM reseller ORDER BY created_at LIMIT 1");
        Load.customers(server, reseller, CUSTOMERS, "Ending");
        String t = server.text("SELECT (tenure_now() + interval '30 seconds')::text");
        Load.terminations(server, "Ending", "timestamptz '" + t + "'");
        System.out.println(exactness(server, t));
        long effects = 3L * CUSTOMERS;
        String undone =
            "SELECT count(*) FROM effect WHERE done_at IS NULL AND due_at = timestamptz '"
                + t
                + "'";
        while (server.number(undone) > 0) {
          Thread.sleep(200);
        }
        double seconds =
            server.number(
                    "SELECT (extract(epoch FROM max(done_at) - timestamptz '"
                        + t
                        + "') * 1000)::bigint FROM effect WHERE due_at = timestamptz '"
                        + t
                        + "'")
                / 1000.0;
        rate.add(effects / seconds);
        System.out.printf(
            "run %d: %,d effects of %,d terminations in %.1f s%n",
            run + 1, effects, CUSTOMERS, seconds);
      }
    }
    System.out.println("effects/s: " + rate);
  }

  /**
   * Asks over and over around T how many of them have access or collection: all before, none from T
   * on.
   */
  private static String exactness(Server server, String t) throws Exception {
    int before = 0;
    int after = 0;
    int wrong = 0;
    try (Connection connection = server.database();
        Statement statement = connection.createStatement()) {
      for (int ask = 0; after < 20; ask++) {
        try (ResultSet rs =
            statement.executeQuery(
                """
                SELECT tenure_now() >= timestamptz '%s' AS over,
                       count(*) FILTER (WHERE d.access_on) AS access,
                       count(*) FILTER (WHERE d.collection_on) AS collection
                FROM customer c
                JOIN customer_dial d ON d.customer_id = c.id
                WHERE c.name LIKE 'Ending %%'
                """
                    .formatted(t))) {
          rs.next();
          int expected = rs.getBoolean("over") ? 0 : CUSTOMERS;
          if (rs.getInt("access") != expected || rs.getInt("collection") != expected) {
            wrong++;
          }
          if (rs.getBoolean("over")) {
            after++;
          } else {
            before++;
          }
        }
      }
    }
    return "asked %d times before T and %d after: %d wrong".formatted(before, after, wrong);
  }

  static void idle(int runs) throws Exception {
    try (Server server = Server.start("--tenure.demo.phones=false")) {
      server.demo("reseller", "email");
      Thread.sleep(5_000);
      Figures without = new Figures();
      Figures with = new Figures();
      for (int run = 0; run < runs; run++) {
        without.add(cpuOver(server, 10));
      }
      server.sql(
          """
          INSERT INTO effect (account_id, account_version, kind, due_at, next_try_at)
          SELECT c.id, 2, 'close-sessions', at, at
          FROM (SELECT id FROM customer LIMIT 1) AS c,
               generate_series(1, 1000000) AS i,
               LATERAL (SELECT tenure_now() + interval '1 day' + i * interval '1 second' AS at) AS t
          """,
          "VACUUM ANALYZE effect",
          "CHECKPOINT");
      Thread.sleep(10_000);
      for (int run = 0; run < runs; run++) {
        with.add(cpuOver(server, 10));
      }
      System.out.println("CPU while idle, % of one core, nothing pending:   " + without);
      System.out.println("CPU while idle, % of one core, a million pending: " + with);
    }
  }

  /** Of the server and all its descendants, PostgreSQL among them. */
  private static double cpuOver(Server server, int seconds) throws Exception {
    long begin = ticks(server.jvm());
    Thread.sleep(seconds * 1000L);
    return (ticks(server.jvm()) - begin) / (double) seconds;
  }

  private static long ticks(ProcessHandle root) throws Exception {
    long ticks = 0;
    for (ProcessHandle p : Stream.concat(Stream.of(root), root.descendants()).toList()) {
      Path stat = Path.of("/proc", String.valueOf(p.pid()), "stat");
      if (Files.exists(stat)) {
        String[] fields = Files.readString(stat).replaceAll("^.*\\) ", "").split(" ");
        ticks += Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
      }
    }
    return ticks;
  }

  private Terminations() {}
}
