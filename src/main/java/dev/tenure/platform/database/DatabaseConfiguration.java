package dev.tenure.platform.database;

import com.zaxxer.hikari.HikariDataSource;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Chooses the database and opens the pool on it.
 *
 * <p>Beans are closed in the opposite order of their making: the web server takes no more requests
 * first, then the pool closes, then a server of our own stops.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseProperties.class)
class DatabaseConfiguration {

  private static final Logger LOG = System.getLogger(DatabaseConfiguration.class.getName());
  private static final Duration PATIENCE_OF_A_REQUEST = Duration.ofSeconds(3);

  @Bean
  DatabaseServer databaseServer(
      DatabaseProperties properties,
      @Value("${tenure.data:data}") Path data,
      @Value("${tenure.mode:serve}") String mode) {
    Optional<String> url = properties.externalUrl();
    if (url.isPresent()) {
      return new DatabaseServer.External(
          url.get(),
          Objects.requireNonNullElse(properties.user(), "tenure"),
          Objects.requireNonNullElse(properties.password(), ""));
    }
    return mode.equals("beside")
        ? DatabaseBeside.in(properties.embedded(data))
        : start(properties.embedded(data));
  }

  private static DatabaseServer start(PostgresSettings settings) {
    var server = EmbeddedPostgres.start(settings);
    server.ensureDatabase(DatabaseServer.NAME);
    return new DatabaseServer.Embedded(server);
  }

  @Bean
  HikariDataSource dataSource(DatabaseServer server, DatabaseProperties properties) {
    var pool = new HikariDataSource();
    pool.setPoolName("tenure");
    pool.setJdbcUrl(server.jdbcUrl());
    pool.setUsername(server.user());
    pool.setPassword(server.password());
    pool.setMaximumPoolSize(properties.poolSize());
    pool.setMinimumIdle(Math.min(4, properties.poolSize()));
    pool.setConnectionTimeout(PATIENCE_OF_A_REQUEST.toMillis());
    pool.setValidationTimeout(PATIENCE_OF_A_REQUEST.dividedBy(2).toMillis());
    pool.setInitializationFailTimeout(properties.startPatience().toMillis());
    pool.addDataSourceProperty("ApplicationName", "tenure");
    pool.addDataSourceProperty("connectTimeout", "3");
    pool.addDataSourceProperty("tcpKeepAlive", "true");
    try {
      ServerPromises promises = new ServerPromisesStore(JdbcClient.create(pool)).read();
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
}
