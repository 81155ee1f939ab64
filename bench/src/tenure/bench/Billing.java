package tenure.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** Billing runs by the million, previews, PDFs, and runs that are killed. */
final class Billing {

  private static final String LOOK_OFTEN = "--tenure.billing.look-every=200ms";
  private static final String SILENT = "--tenure.demo.phones=false";
  private static final int USERS = 20;
  private static final int PDF_LINES = 10_000;

  /** A month of 1,000 resellers, 100,000 customers, 2,000,000 licences, with lines saved. */
  static void run(int runs) throws Exception {
    try (Server server = Server.start(LOOK_OFTEN, SILENT)) {
      server.demo("reseller", "email");
      settle(server);
      load(server, 1000, 100, USERS);
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
      Wire wire = new Wire(server.address).signIn(email, server.demo("reseller", "password"));
      List<String> ids =
          Load.ids(
              server,
              "SELECT c.id FROM customer c JOIN person p USING (reseller_id) WHERE lower(p.email) ="
                  + " lower('"
                  + email
                  + "') AND c.terminates_at IS NULL AND c.access_stopped_at IS NULL");
      Figures ms = new Figures();
      for (int i = -20; i < runs * 100; i++) {
        String id = ids.get(Math.floorMod(i, ids.size()));
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
          "warning with next invoice: p50 %.1f ms, p95 %.1f ms%n", ms.at(0.5), ms.at(0.95));
    }
  }

  /** The files of an invoice of 10,000 lines. */
  static void pdf(int runs) throws Exception {
    try (Server server = Server.start(LOOK_OFTEN, SILENT)) {
      server.demo("reseller", "email");
      settle(server);
      load(server, 1, PDF_LINES / USERS, USERS);
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
        System.out.printf("%s of 10,000 lines: p50 %.0f ms%n", kind, ms.at(0.5));
      }
    }
  }

  /** kill -9 amid a run of 10,000 customers, so often: the same invoices with the same numbers. */
  static void crash(int runs) throws Exception {
    Path data = Files.createTempDirectory("tenure-bench-billing");
    Server server = Server.start(data, LOOK_OFTEN, SILENT);
    try {
      server.demo("reseller", "email");
      settle(server);
      load(server, 100, 100, 3);
      // What an undisturbed run gives, worked out from the resellers' order and their licences.
      String expected =
          "SELECT md5(string_agg(b.reseller_id || ':' || n.total, ',' ORDER BY b.reseller_id)) FROM"
              + " bench_due b, LATERAL (SELECT count(*) AS total FROM licence l JOIN customer c ON"
              + " c.id = l.customer_id WHERE c.reseller_id = b.reseller_id) n";
      String made =
          "SELECT md5(string_agg(i.reseller_id || ':' || i.line_count, ',' ORDER BY i.number)) FROM"
              + " invoice i JOIN bench_due b USING (reseller_id)";
      long first = server.number("SELECT max(number) FROM invoice");
      due(server);
      int kills = 0;
      while (kills < runs && invoices(server) < 100) {
        long target = invoices(server) + 1 + (long) (Math.random() * Math.max(1, 100 / runs));
        while (invoices(server) < Math.min(target, 99)) {
          Thread.sleep(2);
        }
        server.process.toHandle().destroyForcibly();
        server.process.waitFor();
        kills++;
        server = Server.start(data, LOOK_OFTEN, SILENT);
      }
      await(server);
      System.out.printf(
          "killed %d times; %d invoices, numbers %d to %d, as expected: %s%n",
          kills,
          invoices(server),
          first + 1,
          server.number("SELECT max(number) FROM invoice"),
          server.text(expected).equals(server.text(made)));
    } finally {
      server.close();
    }
  }

  private static long invoices(Server server) throws SQLException {
    return server.number("SELECT count(*) FROM invoice i JOIN bench_due b USING (reseller_id)");
  }

  /** The demo's own months are made up for first. */
  private static void settle(Server server) throws Exception {
    while (server.number("SELECT count(*) FROM billing_run WHERE finished_at IS NOT NULL") == 0
        || server.number("SELECT count(*) FROM billing_run WHERE finished_at IS NULL") > 0) {
      Thread.sleep(50);
    }
  }

  /** Resellers with customers whose users hold licences, not charged yet. */
  private static void load(Server server, int resellers, int customers, int users)
      throws SQLException {
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
        """,
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
