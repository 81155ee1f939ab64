package tenure.bench;

import dev.tenure.platform.database.PostgresAddress;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** A server of the bench's own, with a demo world, on a data directory that goes with it. */
final class Server implements AutoCloseable {

  static final int PORT = Integer.getInteger("tenure.bench.port", 18_090);

  final URI address = URI.create("http://127.0.0.1:" + PORT);
  final Path data;
  final Process process;
  final Duration toFirstPage;

  private Server(Path data, Process process, Duration toFirstPage) {
    this.data = data;
    this.process = process;
    this.toFirstPage = toFirstPage;
  }

  static Server start(String... settings) throws IOException, InterruptedException {
    return start(Files.createTempDirectory("tenure-bench"), settings);
  }

  static Server start(Path data, String... settings) throws IOException, InterruptedException {
    return start("demo", data, settings);
  }

  /** One in which nothing happens: without a demo world. */
  static Server empty() throws IOException, InterruptedException {
    return start("start", Files.createTempDirectory("tenure-bench"));
  }

  private static Server start(String how, Path data, String... settings)
      throws IOException, InterruptedException {
    Path root = Path.of(System.getProperty("tenure.root"));
    List<String> command =
        Stream.concat(
                Stream.of(
                    root.resolve("tenure").toString(),
                    how,
                    "--port",
                    String.valueOf(PORT),
                    "--data",
                    data.toString(),
                    "--"),
                Stream.of(settings))
            .toList();
    long begin = System.nanoTime();
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(data.resolveSibling(data.getFileName() + ".log").toFile())
            .start();
    while (true) {
      try (Wire wire = new Wire(URI.create("http://127.0.0.1:" + PORT))) {
        if (wire.get("/signin").status() == 200) {
          break;
        }
      } catch (IOException notYet) {
        if (!process.isAlive()) {
          throw new IOException("The server ended; see " + data + ".log");
        }
        Thread.sleep(10);
      }
    }
    return new Server(data, process, Duration.ofNanos(System.nanoTime() - begin));
  }

  /** A value of demo.json, waiting for the demo world to be made. */
  String demo(String who, String what) throws IOException, InterruptedException {
    Path file = data.resolve("demo.json");
    for (int i = 0; i < 3000 && !Files.exists(file); i++) {
      Thread.sleep(20);
    }
    String json = Files.readString(file);
    Matcher m =
        Pattern.compile("\"" + who + "\"\\s*:\\s*\\{[^}]*?\"" + what + "\"\\s*:\\s*\"([^\"]*)\"")
            .matcher(json);
    if (!m.find()) {
      throw new IOException("No " + who + "." + what + " in " + json);
    }
    return m.group(1);
  }

  Connection database() throws SQLException {
    return owner(data);
  }

  /** Signs in to the database of a data directory as the owner of all tables. */
  static Connection owner(Path data) throws SQLException {
    PostgresAddress postgres =
        PostgresAddress.ofRunning(data.resolve("postgres"))
            .orElseThrow(() -> new IllegalStateException("No database runs in " + data));
    return DriverManager.getConnection(
        postgres.jdbcUrl("tenure"), postgres.user(), postgres.password());
  }

  /** The same of a server in this process, which itself has no such connection. */
  static JdbcTemplate owner(ConfigurableApplicationContext server) throws SQLException {
    Path data = Path.of(server.getEnvironment().getRequiredProperty("tenure.data"));
    return new JdbcTemplate(new SingleConnectionDataSource(owner(data), true));
  }

  void sql(String... statements) throws SQLException {
    try (Connection connection = database();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  long number(String sql) throws SQLException {
    try (Connection connection = database();
        Statement statement = connection.createStatement();
        ResultSet rs = statement.executeQuery(sql)) {
      rs.next();
      return rs.getLong(1);
    }
  }

  boolean databaseAnswers() {
    try {
      return number("SELECT 1") == 1;
    } catch (SQLException | IllegalStateException notYet) {
      return false;
    }
  }

  /** With -9, and not before it answers: it may be on its way back from the last time. */
  void killDatabase() throws Exception {
    await("the database", Duration.ofMinutes(1), this::databaseAnswers);
    // Open until then: with the connection goes the process whose parent the server is.
    try (Connection connection = database();
        Statement statement = connection.createStatement();
        ResultSet rs = statement.executeQuery("SELECT pg_backend_pid()")) {
      rs.next();
      ProcessHandle.of(rs.getLong(1))
          .flatMap(ProcessHandle::parent)
          .orElseThrow()
          .destroyForcibly();
    }
  }

  /** Waits until calls and agent statuses tell of all events that were acknowledged. */
  void awaitFacts() throws Exception {
    await(
        "the facts",
        Duration.ofMinutes(1),
        () -> number("SELECT count(*) FROM intake_unfolded") == 0);
  }

  interface Condition {
    boolean holds() throws Exception;
  }

  static void await(String what, Duration longest, Condition condition) throws Exception {
    long end = System.nanoTime() + longest.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("Waited in vain for " + what);
      }
      Thread.sleep(20);
    }
  }

  /** What {@code verify} says of the data, and how long it took. */
  String verify() throws IOException, InterruptedException {
    long begin = System.nanoTime();
    Process verify =
        new ProcessBuilder(
                Path.of(System.getProperty("tenure.root"), "tenure").toString(),
                "verify",
                "--data",
                data.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(verify.getInputStream().readAllBytes());
    return "%s%nverify: %s, exit code %d"
        .formatted(said.strip(), Duration.ofNanos(System.nanoTime() - begin), verify.waitFor());
  }

  /** Whether what began twenty minutes ago or earlier is summed up, as it is on any day. */
  boolean isSummedUp() throws SQLException {
    return number(
            "SELECT count(*) FROM fact_touched WHERE quarter < tenure_now() - interval '20"
                + " minutes'")
        == 0;
  }

  /** The demo's customer whose person signs in; its service begins so many days earlier now. */
  String customerServedEarlier(int days) throws SQLException, IOException, InterruptedException {
    String customer =
        text(
            "SELECT customer_id FROM person WHERE lower(email) = lower('%s')"
                .formatted(demo("customer", "email")));
    // All that was done to the account is as much earlier, or verify would find it untrue.
    sql(
        """
        SET session_replication_role = replica;
        UPDATE account_intent
        SET recorded_at = recorded_at - interval '%1$d days',
            effective_at = effective_at - interval '%1$d days'
        WHERE account_id = '%2$s';
        UPDATE customer
        SET created_at = created_at - interval '%1$d days',
            changed_at = changed_at - interval '%1$d days',
            service_from = service_from - interval '%1$d days',
            access_from = access_from - interval '%1$d days'
        WHERE id = '%2$s';
        UPDATE service_period
        SET during = tstzrange(lower(during) - interval '%1$d days', upper(during))
        WHERE customer_id = '%2$s'
        """
            .formatted(days, customer));
    return customer;
  }

  String text(String sql) throws SQLException {
    try (Connection connection = database();
        Statement statement = connection.createStatement();
        ResultSet rs = statement.executeQuery(sql)) {
      return rs.next() ? rs.getString(1) : "";
    }
  }

  /** The server's JVM: the launcher execs it, so it is the process itself or its youngest child. */
  ProcessHandle jvm() {
    return process.toHandle();
  }

  /** Ends the server and leaves its data. */
  void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      process.waitFor();
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    stop();
    if (Files.exists(data)) {
      try (Stream<Path> files = Files.walk(data)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    }
  }
}
