package tenure.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What one customer's pages and commands cost by the size of its reseller, where prices have tiers
 * by volume, so that what each pays depends on all: the warning page, scheduling with withdrawing,
 * the next invoice as a whole, and memory. Then `verify`.
 */
final class Sizes {

  private static final int[] ALL = {400, 2_000, 60_000, 100_000, 1_000_000};
  private static final int PAGES = 200;
  private static final int PAIRS = 200;
  private static final int WARM_UPS = 400;

  /**
   * Measures sizes up to the largest.
   *
   * @param largest customers of the reseller; fewer than 400 mean 100,000
   */
  static void run(int largest) throws Exception {
    int most = largest < ALL[0] ? 100_000 : largest;
    try (Server server =
        Server.start("--tenure.demo.phones=false", "--tenure.billing.look-every=200ms")) {
      Sizes sizes = new Sizes(server);
      sizes.tiers();
      for (int size : ALL) {
        if (size <= most) {
          sizes.grow(size);
          sizes.measure(size);
        }
      }
      System.out.println("verify: " + sizes.verify());
    }
  }

  private final Server server;
  private final Wire wire;
  private final String reseller;
  private int made;
  private boolean warm;
  private String token = "";

  private Sizes(Server server) throws Exception {
    this.server = server;
    String email = server.demo("reseller", "email");
    this.wire = new Wire(server.address).signIn(email, server.demo("reseller", "password"));
    this.reseller =
        server.text("SELECT reseller_id FROM person WHERE lower(email) = lower('" + email + "')");
    Server.await(
        "the demo's own invoices",
        java.time.Duration.ofMinutes(2),
        () ->
            server.number("SELECT count(*) FROM billing_run WHERE finished_at IS NOT NULL") > 0
                && server.number("SELECT count(*) FROM billing_run WHERE finished_at IS NULL")
                    == 0);
  }

  /** From 1,000 licences on each costs less. */
  private void tiers() throws Exception {
    server.sql(
        """
        WITH plan AS (
          UPDATE price_plan p
          SET version = p.version + 1
          FROM reseller_billing b
          WHERE b.reseller_id = '%s'
            AND p.id = b.plan_id
          RETURNING p.id, p.version
        )
        INSERT INTO plan_price (
          plan_id, version, part, valid_from, credit, minimum_days, tier_from, tier_price, made_by,
          made_at)
        SELECT id, version, 'TEN-ESS', '2020-01-01', 'NONE', 0, '{1,1000}', '{500,400}', 'bench',
               tenure_now()
        FROM plan
        """
            .formatted(reseller));
  }

  /**
   * As many customers, each with a user who holds a licence since the first of the month before.
   */
  private void grow(int size) throws Exception {
    long begin = System.nanoTime();
    String name = "Size " + size;
    Load.customers(server, reseller, size - made, name);
    made = size;
    server.sql(
        """
        WITH holders AS (
          INSERT INTO licence_holder (customer_id, name)
          SELECT c.id, 'User'
          FROM customer c
          WHERE c.reseller_id = '%1$s'
            AND c.name LIKE '%2$s %%'
          RETURNING id, customer_id
        )
        INSERT INTO licence (holder_id, part, during, customer_id, given_by, given_at)
        SELECT id, 'TEN-ESS',
               daterange(CAST(date_trunc('month', tenure_now() AT TIME ZONE 'Europe/London') AS date), NULL),
               customer_id, 'bench', tenure_now()
        FROM holders
        """
            .formatted(reseller, name),
        "VACUUM ANALYZE customer",
        "VACUUM ANALYZE licence_holder",
        "VACUUM ANALYZE licence",
        "VACUUM ANALYZE service_period",
        "CHECKPOINT");
    System.out.printf("%,d customers loaded in %.1f s%n", size, seconds(begin));
    if (server.number("SELECT count(*) FROM pg_class WHERE relname = 'tally'") > 0) {
      long counting = System.nanoTime();
      server.sql("DELETE FROM tally WHERE reseller_id = '" + reseller + "'");
      Server.await(
          "the licences to be counted",
          java.time.Duration.ofMinutes(10),
          () ->
              server.number(
                      "SELECT count(*) FROM tally WHERE ready AND reseller_id = '" + reseller + "'")
                  == 1);
      System.out.printf("  their licences counted in %.1f s%n", seconds(counting));
    }
  }

  private static double seconds(long begin) {
    return (System.nanoTime() - begin) / 1e9;
  }

  private void measure(int size) throws Exception {
    List<Known> ids =
        Load.ids(
                server,
                """
                SELECT id || '|' || version || '|' || name
                FROM customer
                WHERE name LIKE 'Size %'
                  AND terminates_at IS NULL
                ORDER BY md5(CAST(id AS text))
                LIMIT 400
                """)
            .stream()
            .map(Known::new)
            .toList();
    if (!warm) {
      for (int i = 0; i < WARM_UPS; i++) {
        page(ids.get(i % ids.size()).id);
        pair(ids.get(i % ids.size()));
      }
      warm = true;
    }
    Figures pages = new Figures();
    double cpu = Cpu.tree(server.process.pid());
    long first = System.nanoTime();
    for (int i = 0; i < PAGES && seconds(first) < 60; i++) {
      long sent = System.nanoTime();
      page(ids.get(i % ids.size()).id);
      pages.add((System.nanoTime() - sent) / 1e6);
    }
    double cpuOfPage = (Cpu.tree(server.process.pid()) - cpu) * 1000 / pages.count();
    cpu = Cpu.tree(server.process.pid());
    long begin = System.nanoTime();
    int pairs = 0;
    while (pairs < PAIRS && seconds(begin) < 60) {
      pair(ids.get(pairs++ % ids.size()));
    }
    double each = seconds(begin) / pairs;
    double cpuOfPair = (Cpu.tree(server.process.pid()) - cpu) * 1000 / pairs;
    System.out.printf(
        "%,d customers: warning page p50 %.1f ms, p95 %.1f ms, CPU %.1f ms; schedule + withdraw"
            + " %.1f pairs/s, CPU %.1f ms; resident memory at most %s%n",
        size, pages.at(0.5), pages.at(0.95), cpuOfPage, 1 / each, cpuOfPair, most());
    begin = System.nanoTime();
    Wire.Answer estimate = wire.get("/reseller/billing/estimate");
    System.out.printf(
        "  next invoice as a page: %d in %.2f s; resident memory at most %s%n",
        estimate.status(), seconds(begin), most());
  }

  private void page(String id) throws Exception {
    Wire.Answer answer = wire.get("/reseller/customers/" + id + "/terminate");
    if (answer.status() != 200 || !answer.body().contains("Next invoice")) {
      throw new IllegalStateException(id + " answered " + answer.status());
    }
  }

  /** A customer as it was seen last. */
  private static final class Known {
    private final String id;
    private final String name;
    private String version;

    Known(String row) {
      String[] cells = row.split("\\|", 3);
      this.id = cells[0];
      this.version = cells[1];
      this.name = cells[2];
    }
  }

  /** As the pages' forms post them. */
  private void pair(Known customer) throws Exception {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("_csrf", csrf());
    form.put("version", customer.version);
    form.put("reasonCode", "OTHER");
    form.put("reason", "bench");
    form.put("typedName", customer.name);
    form.put("date", LocalDate.now().plusDays(45).toString());
    form.put("time", "00:00");
    customer.version = post(customer.id, "terminate-on", form);
    form.put("version", customer.version);
    customer.version = post(customer.id, "withdraw", form);
  }

  private String csrf() throws Exception {
    if (token.isEmpty()) {
      String id = server.text("SELECT id FROM customer WHERE name LIKE 'Size %' LIMIT 1");
      token = Wire.hidden(wire.get("/reseller/customers/" + id + "/disable").body()).get("_csrf");
    }
    return token;
  }

  private String post(String id, String deed, Map<String, String> form) throws Exception {
    Wire.Answer answer = wire.post("/reseller/customers/" + id + "/" + deed, form);
    if (answer.status() / 100 != 3 || !answer.location().contains("done=")) {
      throw new IllegalStateException(deed + " answered " + answer.status() + answer.body());
    }
    return answer.location().replaceAll(".*done=(\\d+).*", "$1");
  }

  /** The most memory that the server has had so far. */
  private String most() throws IOException {
    try (Stream<String> lines =
        Files.lines(Path.of("/proc", String.valueOf(server.jvm().pid()), "status"))) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .findFirst()
          .orElse("unknown")
          .replaceAll("VmHWM:\\s*", "");
    }
  }

  private String verify() throws Exception {
    long begin = System.nanoTime();
    Process verify =
        new ProcessBuilder(
                System.getProperty("tenure.root") + "/tenure",
                "verify",
                "--data",
                server.data.toString())
            .redirectErrorStream(true)
            .start();
    List<String> said = verify.inputReader().readAllLines();
    return verify.waitFor(10, TimeUnit.MINUTES) && verify.exitValue() == 0
        ? "%s (%.0f s)".formatted(said.getLast(), seconds(begin))
        : String.join("\n", said);
  }
}
