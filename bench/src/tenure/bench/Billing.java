package tenure.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/** Billing runs by the million, previews, PDFs, and runs that are killed. */
final class Billing {

  private static final String LOOK_OFTEN = "--tenure.billing.look-every=200ms";
  private static final String SILENT = "--tenure.demo.phones=false";
  private static final int USERS = 20;
  private static final int PDF_LINES = 10_000;
  private static final int CRASH_RESELLERS = 100;

  /** All invoices of the run in one line: how many, their numbers, and a hash over all they say. */
  private static final String MADE =
      """
      SELECT format('%s invoices, numbers %s to %s, %s', count(*), min(number), max(number),
        md5(string_agg(concat_ws('|', number, reseller_id, period, net, total, line_count, said), E'\\n'
          ORDER BY number)))
      FROM (
        SELECT i.*, (
          SELECT md5(string_agg(concat_ws('|', l.seq, l.kind, l.customer_id, l.holder_id, l.holder_name,
            l.part, l.from_day, l.until_day, l.per_month, l.amount), E'\\n' ORDER BY l.seq))
          FROM invoice_line l
          WHERE l.invoice_id = i.id) AS said
        FROM invoice i
        JOIN bench_due USING (reseller_id)
      ) made
      """;

  /** A month of 1,000 resellers, 100,000 customers, 2,000,000 licences, with lines saved. */
  static void run(int runs) throws Exception {
    try (Server server = Server.start(LOOK_OFTEN, SILENT)) {
      server.demo("reseller", "email");
      settle(server);
      resellers(server, 1000);
      load(server, 100, USERS);
      due(server);
      await(server);
      told(server, "1,000 resellers, 100,000 customers, 2,000,000 licences");
    }
  }

  /** The warning screen of one customer, with its next invoice before and after. */
  static void preview(int runs) throws Exception {
    try (Server server = Server.start(LOOK_OFTEN, SILENT)) {
      String email = server.demo("reseller", "email");
      settle(server);
      // A reseller of the usual size: where prices have tiers all of its licences count.
      server.sql(
          "CREATE TABLE bench_due AS SELECT reseller_id FROM person WHERE lower(email) = lower('"
              + email
              + "')");
      load(server, 100, USERS);
      previews(server, email, runs * 100, "the demo's plan");
      server.sql(
          """
          INSERT INTO plan_price (
            plan_id, version, part, valid_from, credit, minimum_days, tier_from, tier_price, made_by,
            made_at)
          SELECT b.plan_id, 1000, 'TEN-ESS', '2020-01-01', 'NONE', 0, '{1,1000}', '{500,400}', 'bench',
                 tenure_now()
          FROM reseller_billing b
          JOIN bench_due USING (reseller_id)
          """);
      previews(server, email, runs * 100, "tiers by volume over all of 2,000 licences");
    }
  }

  private static void previews(Server server, String email, int times, String what)
      throws Exception {
    Wire wire = new Wire(server.address).signIn(email, server.demo("reseller", "password"));
    List<String> ids =
        Load.ids(
            server,
            "SELECT c.id FROM customer c JOIN bench_due USING (reseller_id) WHERE c.terminates_at"
                + " IS NULL AND c.access_stopped_at IS NULL");
    Figures ms = new Figures();
    for (int i = -600; i < times; i++) {
      String id = ids.get(Math.floorMod(i * 7, ids.size()));
      long begin = System.nanoTime();
      Wire.Answer answer = wire.get("/reseller/customers/" + id + "/terminate");
      if (answer.status() != 200 || !answer.body().contains("Next invoice")) {
        throw new IllegalStateException(id + " answered " + answer.status());
      }
      if (i >= 0) {
        ms.add((System.nanoTime() - begin) / 1e6);
      }
    }
    System.out.printf(
        "warning with next invoice, %s: p50 %.1f ms, p95 %.1f ms%n", what, ms.at(0.5), ms.at(0.95));
  }

  /** The files of an invoice of 10,000 lines. */
  static void pdf(int runs) throws Exception {
    try (Server server = Server.start(LOOK_OFTEN, SILENT)) {
      server.demo("reseller", "email");
      settle(server);
      resellers(server, 1);
      load(server, PDF_LINES / USERS, USERS);
      due(server);
      await(server);
      String invoice = server.text("SELECT id FROM invoice ORDER BY line_count DESC LIMIT 1");
      Wire wire =
          new Wire(server.address)
              .signIn(server.demo("support", "email"), server.demo("support", "password"));
      for (String kind : List.of("pdf", "csv", "json")) {
        Figures ms = new Figures();
        for (int i = -1; i < runs; i++) {
          long begin = System.nanoTime();
          Wire.Answer answer = wire.get("/support/billing/invoices/" + invoice + "." + kind);
          if (answer.status() != 200) {
            throw new IllegalStateException(kind + " answered " + answer.status());
          }
          if (i >= 0) {
            ms.add((System.nanoTime() - begin) / 1e6);
          }
        }
        System.out.printf(
            "%s of 10,000 lines: p50 %.0f ms; resident memory at most %s%n",
            kind, ms.at(0.5), most(server));
      }
    }
  }

  /** The most memory that the server has had so far. */
  private static String most(Server server) throws IOException {
    try (Stream<String> lines =
        Files.lines(Path.of("/proc", String.valueOf(server.jvm().pid()), "status"))) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .findFirst()
          .orElse("unknown")
          .replaceAll("VmHWM:\\s*", "");
    }
  }

  /**
   * kill -9 amid a run of 10,000 customers, so often: the same invoices with the same numbers and
   * lines as an undisturbed run on a copy of the same data.
   */
  static void crash(int runs) throws Exception {
    Path data = Files.createTempDirectory("tenure-bench-billing");
    Path copy = data.resolveSibling(data.getFileName() + "-copy");
    Server server = Server.start(data, LOOK_OFTEN, SILENT);
    try {
      server.demo("reseller", "email");
      settle(server);
      resellers(server, CRASH_RESELLERS);
      load(server, 100, 3);
      server.stop();
      copy(data, copy);
      String expected;
      try (Server undisturbed = Server.start(copy, LOOK_OFTEN, SILENT)) {
        due(undisturbed);
        await(undisturbed);
        expected = undisturbed.text(MADE);
      }
      server = Server.start(data, LOOK_OFTEN, SILENT);
      due(server);
      int kills = 0;
      int amid = 0;
      while (kills < runs) {
        long made = killAmid(server, CRASH_RESELLERS / (runs + 1));
        kills++;
        server = Server.start(data, LOOK_OFTEN, SILENT);
        amid += made < CRASH_RESELLERS ? 1 : 0;
      }
      await(server);
      String made = server.text(MADE);
      System.out.printf(
          "killed %d times, %d of them amid the run; %s; the same as undisturbed: %s%n",
          kills, amid, made, made.equals(expected));
    } finally {
      server.close();
    }
  }

  /** Kills when some more invoices are there, and tells how many there were shortly before. */
  private static long killAmid(Server server, int more) throws Exception {
    try (Connection connection = server.database();
        PreparedStatement count =
            connection.prepareStatement(
                "SELECT count(*) FROM billed_period JOIN bench_due USING (reseller_id)")) {
      long begin = count(count);
      long target = begin + (long) (Math.random() * more);
      long now = begin;
      while (now < target || now == 0) {
        now = count(count);
      }
      // Somewhere within a transaction, not at its end.
      long until = System.nanoTime() + (long) (Math.random() * 8_000_000);
      while (System.nanoTime() < until) {
        Thread.onSpinWait();
      }
      server.process.toHandle().destroyForcibly();
      server.process.waitFor();
      return now;
    }
  }

  private static long count(PreparedStatement count) throws SQLException {
    try (ResultSet rs = count.executeQuery()) {
      rs.next();
      return rs.getLong(1);
    }
  }

  private static void copy(Path from, Path to) throws IOException, InterruptedException {
    int code =
        new ProcessBuilder("cp", "-a", from.toString(), to.toString())
            .inheritIO()
            .start()
            .waitFor();
    if (code != 0) {
      throw new IOException("cp ended with " + code);
    }
  }

  /** The demo's own months are made up for first. */
  private static void settle(Server server) throws Exception {
    while (server.number("SELECT count(*) FROM billing_run WHERE finished_at IS NOT NULL") == 0
        || server.number("SELECT count(*) FROM billing_run WHERE finished_at IS NULL") > 0) {
      Thread.sleep(50);
    }
  }

  /** Resellers that are not charged yet. */
  private static void resellers(Server server, int resellers) throws SQLException {
    server.sql(
        "CREATE TABLE bench_due AS SELECT uuidv7() AS reseller_id FROM generate_series(1, "
            + resellers
            + ")",
        """
        INSERT INTO reseller (
          id, name, country, time_zone, currency, contact_name, contact_email, contact_phone,
          created_at, version, changed_what, changed_by, changed_at, access_from)
        SELECT reseller_id, 'Bench ' || reseller_id, 'GB', 'Europe/London', 'GBP', 'Bench',
               'bench@example.com', '', '2020-01-01', 1, 'created', 'bench', '2020-01-01', '2020-01-01'
        FROM bench_due
        """,
        """
        INSERT INTO account_intent (
          account_id, version, kind, actor_name, actor_level, reason_code, reason, recorded_at,
          effective_at)
        SELECT reseller_id, 1, 'CREATED', 'bench', 'SYSTEM', 'OTHER', 'bench', '2020-01-01', '2020-01-01'
        FROM bench_due
        """);
  }

  /** Customers of theirs, whose users hold licences. */
  private static void load(Server server, int customers, int users) throws SQLException {
    server.sql(
        """
        WITH made AS (
          INSERT INTO customer (
            reseller_id, name, reference, product_type, country, time_zone, created_at, created_by,
            version, changed_what, changed_by, changed_at, service_from, access_from)
          SELECT b.reseller_id, 'Customer ' || i, 'REF-' || i, 'ANALYTICS', 'GB', 'Europe/London', at,
                 'bench', 1, 'created', 'bench', at, at, at
          FROM bench_due b, generate_series(1, %d) AS i,
               LATERAL (SELECT timestamptz '2020-01-01' AS at) AS t
          RETURNING id, created_at
        ), intents AS (
          INSERT INTO account_intent (
            account_id, version, kind, actor_name, actor_level, reason_code, reason, recorded_at,
            effective_at)
          SELECT id, 1, 'CREATED', 'bench', 'SYSTEM', 'OTHER', 'bench', created_at, created_at
          FROM made
        )
        INSERT INTO service_period (customer_id, during)
        SELECT id, tstzrange(created_at, NULL)
        FROM made
        """
            .formatted(customers),
        """
        INSERT INTO licence_holder (customer_id, name)
        SELECT c.id, 'User ' || i
        FROM customer c
        JOIN bench_due b USING (reseller_id), generate_series(1, %d) AS i
        """
            .formatted(users),
        """
        INSERT INTO licence (holder_id, part, during, customer_id, given_by, given_at)
        SELECT h.id, 'TEN-ESS', '[2020-01-01,)', h.customer_id, 'bench', '2020-01-01'
        FROM licence_holder h
        JOIN customer c ON c.id = h.customer_id
        JOIN bench_due b USING (reseller_id)
        WHERE h.name LIKE 'User %'
        ON CONFLICT DO NOTHING
        """,
        "VACUUM ANALYZE customer",
        "VACUUM ANALYZE licence_holder",
        "VACUUM ANALYZE licence",
        "VACUUM ANALYZE service_period",
        "CHECKPOINT");
  }

  /** From now on the resellers are charged, so this month is due for all of them. */
  private static void due(Server server) throws SQLException {
    server.sql(
        """
        INSERT INTO reseller_billing (
          reseller_id, plan_id, issuer_id, billed_from, version, changed_by, changed_at)
        SELECT b.reseller_id, p.plan_id, p.issuer_id,
               CAST(date_trunc('month', tenure_now() AT TIME ZONE 'Europe/London') AS date), 1, 'bench',
               tenure_now()
        FROM bench_due b
        CROSS JOIN (
          SELECT r.plan_id, r.issuer_id
          FROM reseller_billing r
          JOIN price_plan p ON p.id = r.plan_id AND p.currency = 'GBP'
          LIMIT 1) p
        """);
  }

  private static void await(Server server) throws Exception {
    while (server.number(
                "SELECT count(*) FROM bench_due b WHERE NOT EXISTS (SELECT 1 FROM billed_period p"
                    + " WHERE p.reseller_id = b.reseller_id)")
            > 0
        || server.number("SELECT count(*) FROM billing_run WHERE finished_at IS NULL") > 0) {
      Thread.sleep(50);
    }
  }

  private static void told(Server server, String what) throws SQLException {
    System.out.printf(
        "%s: %d lines saved in %.1f s%n",
        what,
        server.number(
            "SELECT sum(i.line_count) FROM invoice i JOIN bench_due b USING (reseller_id)"),
        server.number(
                "SELECT CAST(extract(epoch FROM finished_at - asked_at) * 1000 AS bigint) FROM"
                    + " billing_run WHERE NOT dry ORDER BY asked_at DESC LIMIT 1")
            / 1000.0);
  }

  private Billing() {}
}
