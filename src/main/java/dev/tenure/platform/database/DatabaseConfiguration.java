package dev.tenure.platform.database;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Chooses the database and opens the pool on it.
 *
 * <p>Beans are closed in the opposite order of their making: the web server takes no more requests
 * first, then the pool closes, then a server of our own stops.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({DatabaseProperties.class, TimeOuts.class})
class DatabaseConfiguration {

  private static final Logger LOG = System.getLogger(DatabaseConfiguration.class.getName());

  @Bean
  DatabaseServer databaseServer(
      DatabaseProperties properties,
      @Value("${tenure.data:data}") Path data,
      @Value("${tenure.backup.archive:}") String archive,
      @Value("${tenure.mode:serve}") String mode) {
    Optional<String> url = properties.externalUrl();
    if (url.isPresent()) {
      return new DatabaseServer.External(
          url.get(),
          new Login(
              Objects.requireNonNullElse(properties.user(), "tenure"),
              Objects.requireNonNullElse(properties.password(), "")),
          properties.applicationLogin());
    }
    PostgresSettings embedded = properties.embedded(data);
    PostgresSettings settings =
        archive.isBlank() ? embedded : embedded.archivingTo(Path.of(archive));
    return mode.equals("beside") ? DatabaseBeside.in(settings) : start(settings);
  }

  private static DatabaseServer start(PostgresSettings settings) {
    var server = EmbeddedPostgres.start(settings);
    server.ensureDatabase(DatabaseServer.NAME);
    return new DatabaseServer.Embedded(server);
  }

  @Bean
  Pools dataSource(DatabaseServer server, DatabaseProperties properties, TimeOuts timeOuts) {
    var pool = new Pools(server, properties, timeOuts);
    if (server.application().isEmpty()) {
      LOG.log(
          Level.WARNING,
          "Tenure signs in to the database as its owner, so that nothing there keeps it from other"
              + " tenants'' rows or from changing what is written once; see docs/operations.md,"
              + " \"A PostgreSQL of your own\".");
    }
    try {
      ServerPromises promises =
          Use.GATE.call(() -> new ServerPromisesStore(JdbcClient.create(pool)).read());
      promises.require(server.toString());
      LOG.log(Level.INFO, "Database: PostgreSQL {0} at {1}", promises.version(), server);
      return pool;
    } catch (CannotGetJdbcConnectionException e) {
      pool.close();
      throw DatabaseRefused.unreachable(server.toString(), e);
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
  }

  /**
   * Migrations sign in as the owner, who has no connection at any other time. A command beside a
   * running Tenure only reads how far they are.
   */
  @Bean(defaultCandidate = false)
  @FlywayDataSource
  DataSource migrations(DatabaseServer server, @Value("${tenure.mode:serve}") String mode) {
    Login owner = server.owner();
    Login login = mode.equals("beside") ? server.application().orElse(owner) : owner;
    var source = new DriverManagerDataSource(server.jdbcUrl(), login.user(), login.password());
    var properties = new Properties();
    properties.setProperty("ApplicationName", "tenure migrations");
    server
        .application()
        .ifPresent(application ->
            properties.setProperty("options", "-c tenure.application=" + application.user()));
    source.setConnectionProperties(properties);
    return source;
  }
}
