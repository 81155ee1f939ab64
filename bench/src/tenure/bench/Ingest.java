package tenure.bench;

import dev.tenure.Tenure;
import dev.tenure.collection.SourceId;
import dev.tenure.collection.intake.CanonicalEvent;
import dev.tenure.collection.intake.EventDoor;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Canonical events through the connectors' door until they are durable and their facts written:
 * journal, model, facts and counts, with fsync on. The server runs in this process; the making of
 * the events counts with it.
 */
final class Ingest {

  private static final int WARM_UP_SECONDS = Integer.getInteger("tenure.bench.warmup", 8);
  private static final long LATE = Duration.ofMillis(20).toNanos();
  private static final int SECONDS = Integer.getInteger("tenure.bench.seconds", 15);

  /**
   * How it is sent: senders that each wait for their answer, so many events at a time.
   *
   * @param rate events a second of all senders together, 0 for as many as are taken
   */
  private record Way(
      String name, int customers, int senders, int batch, int callsAtOnce, int rate) {}

  private static final List<Way> WAYS =
      List.of(
          new Way("1 customer, calls spread over batches", 1, 4, 500, 5_000, 0),
          new Way("1 customer, whole calls in a batch", 1, 4, 500, 1, 0),
          new Way("1,000 customers, calls spread over batches", 1_000, 200, 25, 20, 0),
          new Way("1,000 customers, whole calls in a batch", 1_000, 200, 20, 1, 0),
          new Way("1 customer, 10,000 events/s, calls spread", 1, 4, 100, 5_000, 10_000),
          new Way("1 customer, 20,000 events/s, calls spread", 1, 4, 100, 5_000, 20_000),
          new Way("1 customer, 53,000 events/s, whole calls", 1, 8, 200, 1, 53_000),
          new Way("1,000 customers, 53,000 events/s, whole calls", 1_000, 200, 20, 1, 53_000),
          new Way("1,000 customers, 1,000 events/s, calls spread", 1_000, 200, 5, 20, 1_000),
          new Way("1,000 customers, 5,000 events/s, calls spread", 1_000, 200, 5, 20, 5_000),
          new Way("1,000 customers, 20,000 events/s, whole calls", 1_000, 200, 20, 1, 20_000));

  /** Else what a timer counts by bounds goes again after some minutes. */
  private static final MeterFilter FORGETTING_NOTHING =
      new MeterFilter() {
        @Override
        public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig set) {
          return DistributionStatisticConfig.builder()
              .expiry(Duration.ofHours(2))
              .build()
              .merge(set);
        }
      };

  static void run(int which) throws Exception {
    Path data = Files.createTempDirectory("tenure-bench-ingest");
    SpringApplication product = new SpringApplication(Tenure.class);
    product.addInitializers(context ->
        ((GenericApplicationContext) context)
            .registerBean(MeterFilter.class, () -> FORGETTING_NOTHING));
    try (ConfigurableApplicationContext server =
        product.run(
            "--tenure.data=" + data,
            "--tenure.port=0",
            "--tenure.intake.answer=durable",
            "--logging.level.root=warn")) {
      for (int i = 0; i < WAYS.size(); i++) {
        if (which >= WAYS.size() || which == i) {
          measure(server, WAYS.get(i), i);
        }
      }
    } finally {
      try (Stream<Path> files = Files.walk(data)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  private static void measure(ConfigurableApplicationContext server, Way way, int number)
      throws Exception {
    EventDoor door = server.getBean(EventDoor.class);
    JdbcTemplate jdbc = Server.owner(server);
    List<SourceId> sources = sources(jdbc, way.customers(), number);
    long postmaster =
        ProcessHandle.of(jdbc.queryForObject("SELECT pg_backend_pid()", Long.class))
            .flatMap(ProcessHandle::parent)
            .orElseThrow()
            .pid();
    AtomicLong events = new AtomicLong();
    List<long[]> latencies = new ArrayList<>();
    LongAdder late = new LongAdder();
    long begin = System.nanoTime();
    long from = begin + Duration.ofSeconds(WARM_UP_SECONDS).toNanos();
    long until = from + Duration.ofSeconds(SECONDS).toNanos();
    List<Future<long[]>> all = new ArrayList<>();
    try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int s = 0; s < way.senders(); s++) {
        int first = s;
        all.add(
            senders.submit(
                () -> send(door, sources, first, way, number, from, until, events, late)));
      }
      Thread.sleep(Duration.ofNanos((from - begin) / 4 * 3));
      // From a checkpoint on a server uses the WAL files from before it again: enough of them for
      // the measured time, if the warm-up takes twice as long. A new one keeps commits for 50 ms.
      jdbc.execute("CHECKPOINT");
      Thread.sleep(Duration.ofNanos(Math.max(0, from - System.nanoTime())));
      long behind = unfolded(server);
      HistogramSnapshot quick = timed(server, "tenure.intake.batch");
      HistogramSnapshot waited = timed(server, "tenure.intake.wait");
      double jvm = Cpu.jvm();
      double postgres = Cpu.tree(postmaster);
      long before = wal(jdbc);
      Thread.sleep(Duration.ofNanos(Math.max(0, until - System.nanoTime())));
      jvm = Cpu.jvm() - jvm;
      postgres = Cpu.tree(postmaster) - postgres;
      long written = wal(jdbc) - before;
      long behindAtEnd = unfolded(server);
      String shares =
          shares("transactions", quick, timed(server, "tenure.intake.batch"))
              + shares("waits for one", waited, timed(server, "tenure.intake.wait"));
      for (Future<long[]> one : all) {
        latencies.add(one.get());
      }
      long settling = System.nanoTime();
      door.settle();
      settling = System.nanoTime() - settling;
      // Durable and in calls: what only waits in the journal doesn't count.
      long n = events.get() - Math.max(0, behindAtEnd - behind);
      long[] sorted = latencies.stream().flatMapToLong(Arrays::stream).sorted().toArray();
      System.out.printf(
          "%s: %,d events/s; answers p50 %.1f ms, p99 %.1f ms, %.2f%% were sent 20 ms late or more"
              + " (%d senders, %d events each); at the end %,d events were without facts, which"
              + " came within %.0f ms; CPU of %d s: JVM %.1f s, PostgreSQL %.1f s; WAL %.0f"
              + " bytes/event%s%n",
          way.name(),
          n / SECONDS,
          at(sorted, 0.5),
          at(sorted, 0.99),
          100.0 * late.sum() / Math.max(1, sorted.length),
          way.senders(),
          way.batch(),
          behindAtEnd,
          settling / 1e6,
          SECONDS,
          jvm,
          postgres,
          (double) written / n,
          shares);
    }
  }

  private static long unfolded(ConfigurableApplicationContext server) {
    Gauge gauge = server.getBean(MeterRegistry.class).find("tenure.intake.unfolded").gauge();
    return gauge == null ? 0 : (long) gauge.value();
  }

  /** How many there were so far, and how many of them within each bound. */
  private static HistogramSnapshot timed(ConfigurableApplicationContext server, String timer) {
    return server.getBean(MeterRegistry.class).get(timer).timer().takeSnapshot();
  }

  private static String shares(String what, HistogramSnapshot before, HistogramSnapshot after) {
    long all = Math.max(1, after.count() - before.count());
    StringBuilder text = new StringBuilder("; of %d %s".formatted(all, what));
    CountAtBucket[] earlier = before.histogramCounts();
    CountAtBucket[] later = after.histogramCounts();
    for (int i = 0; i < later.length; i++) {
      text.append(
          " %.2f%% in %.0f ms,"
              .formatted(
                  100 * (later[i].count() - earlier[i].count()) / all,
                  later[i].bucket(TimeUnit.MILLISECONDS)));
    }
    return text.toString();
  }

  private static double at(long[] sorted, double part) {
    return sorted.length == 0 ? 0 : sorted[(int) ((sorted.length - 1) * part)] / 1e6;
  }

  private static long wal(JdbcTemplate jdbc) {
    Long bytes =
        jdbc.queryForObject(
            "SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint", Long.class);
    return bytes == null ? 0 : bytes;
  }

  private static long[] send(
      EventDoor door,
      List<SourceId> sources,
      int sender,
      Way way,
      int number,
      long from,
      long until,
      AtomicLong events,
      LongAdder late) {
    List<SourceId> mine = new ArrayList<>();
    List<Traffic> traffic = new ArrayList<>();
    for (int i = sender % sources.size(); i < sources.size(); i += way.senders()) {
      mine.add(sources.get(i));
      traffic.add(
          new Traffic(
              "n" + number + "s" + sender + "-" + i,
              way.customers() == 1 && way.callsAtOnce() > 1
                  ? way.callsAtOnce() / way.senders()
                  : way.callsAtOnce()));
    }
    long[] took = new long[1 << 16];
    int n = 0;
    long every = way.rate() == 0 ? 0 : (long) (1e9 * way.batch() * way.senders() / way.rate());
    long due = System.nanoTime() + every * sender / way.senders();
    boolean warm = false;
    for (int turn = 0; System.nanoTime() < until; turn++) {
      int i = turn % mine.size();
      if (!warm && System.nanoTime() >= from) {
        // What a cold server couldn't keep up with isn't made up for, nor sent a second time.
        warm = true;
        due += every * Math.max(0, Math.ceilDiv(System.nanoTime() - due, Math.max(1, every)));
      }
      LockSupport.parkNanos(every == 0 ? 0 : due - System.nanoTime());
      List<CanonicalEvent> batch = traffic.get(i).next(way.batch());
      // From when it should have been sent: a slow answer makes the next one late.
      long begin = every == 0 ? System.nanoTime() : due;
      due += every;
      // The bench's own threads wait for a processor as well.
      boolean sentLate = every > 0 && System.nanoTime() - begin > LATE;
      int accepted = door.take(mine.get(i), batch).accepted();
      long end = System.nanoTime();
      if (accepted != batch.size()) {
        throw new IllegalStateException(accepted + " of " + batch.size() + " were accepted");
      }
      if (begin >= from && end <= until && n < took.length) {
        took[n++] = end - begin;
        late.add(sentLate ? 1 : 0);
        events.addAndGet(accepted);
      }
    }
    return Arrays.copyOf(took, n);
  }

  static List<SourceId> sources(JdbcTemplate jdbc, int count, int number) {
    jdbc.update(
        """
        INSERT INTO reseller (
          name, country, time_zone, currency, contact_name, contact_email, contact_phone, created_at,
          version, changed_what, changed_by, changed_at, access_from)
        VALUES (?, 'GB', 'Europe/London', 'GBP', '', '', '', '2020-01-01', 1, '', '', '2020-01-01',
          '2020-01-01')
        """,
        "Bench " + number);
    jdbc.update(
        """
        WITH made AS (
          INSERT INTO customer (
            reseller_id, name, reference, product_type, country, time_zone, created_at, created_by,
            version, changed_what, changed_by, changed_at, service_from, access_from)
          SELECT r.id, r.name || '/' || i, '', 'ANALYTICS', 'GB', 'Europe/London', '2020-01-01',
                 'bench', 1, 'created', 'bench', '2020-01-01', '2020-01-01', '2020-01-01'
          FROM reseller r, generate_series(1, ?) AS i
          WHERE r.name = ?
          RETURNING id, reseller_id, name
        ), periods AS (
          INSERT INTO service_period (customer_id, during)
          SELECT id, tstzrange('2020-01-01', NULL) FROM made
        ), sources AS (
          INSERT INTO source (
            reseller_id, name, kind, key_hash, key_hint, key_rolled_at, created_at, version)
          SELECT reseller_id, name, 'HTTP', sha256(convert_to(name, 'UTF8')), 'abcd', '2020-01-01',
                 '2020-01-01', 1
          FROM made
          RETURNING id, name
        )
        INSERT INTO source_customer (source_id, account_code, customer_id)
        SELECT s.id, '', m.id FROM sources s JOIN made m USING (name)
        """,
        count,
        "Bench " + number);
    jdbc.execute("ANALYZE");
    return jdbc
        .queryForList(
            "SELECT id FROM source WHERE name LIKE ? ORDER BY id",
            UUID.class,
            "Bench " + number + "/%")
        .stream()
        .map(SourceId::new)
        .toList();
  }

  private Ingest() {}
}
