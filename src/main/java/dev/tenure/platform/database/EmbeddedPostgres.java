package dev.tenure.platform.database;

import dev.tenure.platform.database.PostgresFailure.Cause;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/**
 * A PostgreSQL of Tenure's own in a kept directory, running as long as this object is open.
 *
 * <p>What was committed survives the death of Tenure and of the server alike: the server syncs each
 * commit, is started again when it ends unasked (the address stays), is stopped by the kernel when
 * Tenure dies, and one that outlives even that is stopped by the next start. Nothing but 127.0.0.1
 * can connect, and only with the generated password.
 */
public final class EmbeddedPostgres implements AutoCloseable {

  private static final Logger LOG = System.getLogger(EmbeddedPostgres.class.getName());

  // Below the ports that the kernel gives to outgoing connections, so that it stays free.
  private static final int FIRST_PORT = 20_000;
  private static final int LAST_PORT = 32_000;

  private final DirectoryLock lock;
  private final Postmaster postmaster;
  private final PostgresAddress address;
  private final Login application;

  private EmbeddedPostgres(
      DirectoryLock lock, Postmaster postmaster, PostgresAddress address, Login application) {
    this.lock = lock;
    this.postmaster = postmaster;
    this.address = address;
    this.application = application;
  }

  /**
   * Starts the server, making its data first where there are none; returns when it takes
   * connections.
   *
   * @throws PostgresFailure with a sentence for the operator
   */
  public static EmbeddedPostgres start(PostgresSettings settings) {
    var home = PostgresHome.open(settings.directory());
    var lock = DirectoryLock.take(home.lockFile());
    try {
      return start(settings, home, lock);
    } catch (RuntimeException | Error e) {
      lock.close();
      throw e;
    }
  }

  private static EmbeddedPostgres start(
      PostgresSettings settings, PostgresHome home, DirectoryLock lock) {
    var binaries =
        settings
            .programs()
            .map(PostgresBinaries::installedIn)
            .orElseGet(() -> PostgresBinaries.unpackedIn(home.directory()));
    openForTheServer(home);
    var archive = settings.archive().map(base -> WalArchive.below(base, home));
    var needed = new ArrayList<>(List.of(binaries.program("postgres"), home.directory()));
    archive.map(WalArchive::directory).ifPresent(needed::add);
    var user = ServiceUserChoice.choose(settings.serviceUser(), needed, settings.read());
    archive.ifPresent(its -> its.giveTo(user));
    if (home.hasCluster()) {
      Leftovers.stop(home.cluster());
    }
    int port = settings.port() == 0 ? freePort() : requireFree(settings.port());
    String password = new Cluster(home, binaries, user).prepare();
    var command = new ArrayList<String>();
    command.add(binaries.program("postgres").toString());
    command.addAll(List.of("-D", home.cluster().toString()));
    command.addAll(ServerParameters.arguments(settings, port));
    archive.ifPresent(its -> command.addAll(its.arguments()));
    var postmaster = Postmaster.start(user.command(true, command), home, port);
    var application =
        new Login(
            PostgresAddress.APPLICATION,
            home.applicationPassword().orElseGet(home::newApplicationPassword));
    var running =
        new EmbeddedPostgres(lock, postmaster, new PostgresAddress(port, password), application);
    running.admit(home);
    return running;
  }

  /** The JDBC address of a database of this server; it stays the same while this object is open. */
  public String jdbcUrl(String database) {
    return address.jdbcUrl(database);
  }

  /** The owner of everything in the server. */
  public String user() {
    return address.user();
  }

  /** The owner's password. */
  public String password() {
    return address.password();
  }

  /** How the application signs in. */
  public Login application() {
    return application;
  }

  /** The port on 127.0.0.1. */
  public int port() {
    return address.port();
  }

  /** The server's process, empty while it is being started again. */
  public OptionalLong pid() {
    return postmaster.pid();
  }

  /** Makes the database unless it exists; then its indexes are sorted as these programs sort. */
  public void ensureDatabase(String database) {
    try (var connection = connect("postgres")) {
      new MaintenanceStore(connection).ensureDatabase(database);
      try (var inside = connect(database)) {
        for (String index : new MaintenanceStore(inside).sortAsTheseProgramsDo()) {
          LOG.log(Level.INFO, "Made anew for another release of ICU: index {0}", index);
        }
      }
    } catch (SQLException e) {
      throw new PostgresFailure(
          Cause.DID_NOT_START, "The database " + database + " can't be made: " + e.getMessage(), e);
    }
  }

  /** Stops the server: running statements are broken off, what is committed stays. */
  @Override
  public void close() {
    postmaster.close();
    lock.close();
  }

  private Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(jdbcUrl(database), user(), password());
  }

  /** Requires the owner's password, and lets the application's roles sign in by theirs. */
  private void admit(PostgresHome home) {
    try (var connection = connect("postgres")) {
      new MaintenanceStore(connection).ensureRoles(application);
    } catch (SQLException e) {
      postmaster.close();
      boolean refused = "28P01".equals(e.getSQLState());
      throw new PostgresFailure(
          refused ? Cause.PASSWORD_MISMATCH : Cause.DID_NOT_START,
          refused
              ? "The password in "
                  + home.directory().resolve("password")
                  + " doesn't open the database beside it; restore the two from the same backup."
              : "PostgreSQL started but refuses its owner: " + e.getMessage(),
          e);
    }
  }

  /** Lets the service user pass through, though not look around. */
  private static void openForTheServer(PostgresHome home) {
    try {
      Files.setPosixFilePermissions(home.directory(), PosixFilePermissions.fromString("rwx--x--x"));
    } catch (IOException e) {
      throw FailureReader.unpacking(home.directory(), e);
    }
  }

  private static int freePort() {
    var random = RandomGenerator.getDefault();
    for (int attempt = 0; attempt < 1_000; attempt++) {
      int port = random.nextInt(FIRST_PORT, LAST_PORT);
      if (isFree(port)) {
        return port;
      }
    }
    throw FailureReader.portTaken(FIRST_PORT);
  }

  private static int requireFree(int port) {
    if (!isFree(port)) {
      throw FailureReader.portTaken(port);
    }
    return port;
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}
