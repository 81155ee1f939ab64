package dev.tenure.platform.database;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which database Tenure uses.
 *
 * @param url JDBC address of a PostgreSQL 18 or newer; without one the bundled server runs
 * @param user signs in to that server, owns the schema and migrates it
 * @param password of that user
 * @param application how everything but migrations signs in; without a user that one does it all
 * @param port of the bundled server on 127.0.0.1, 0 for any free one
 * @param serviceUser runs the bundled server when Tenure is started as root
 * @param poolSize connections that Tenure opens at most
 * @param startPatience how long the start waits for a server that is not there yet
 * @param programs directory of an installed PostgreSQL 18, whose programs then run in place of the
 *     bundled ones
 * @param parameters server parameters of the bundled server that replace Tenure's choice
 */
@ConfigurationProperties("tenure.database")
public record DatabaseProperties(
    @Nullable String url,
    @Nullable String user,
    @Nullable String password,
    @DefaultValue Application application,
    @DefaultValue("0") int port,
    @Nullable String serviceUser,
    @Nullable String programs,
    @DefaultValue("48") int poolSize,
    @DefaultValue("10s") Duration startPatience,
    @DefaultValue Map<String, String> parameters) {

  /** The application's role in a server that others run, and its password. */
  public record Application(@Nullable String user, @Nullable String password) {}

  /** How the application signs in to a server that others run, if it has roles of its own there. */
  Optional<Login> applicationLogin() {
    return given(application.user())
        .map(name -> new Login(name, Objects.requireNonNullElse(application.password(), "")));
  }

  /** The address of a server that others run, if one is configured. */
  public Optional<String> externalUrl() {
    return given(url);
  }

  /** How the bundled server is to run below the directory of all data. */
  public PostgresSettings embedded(Path data) {
    return new PostgresSettings(
        directory(data),
        port,
        given(serviceUser),
        Math.max(100, Pool.sizes(poolSize) + 20),
        parameters,
        given(programs).map(Path::of));
  }

  /** An empty setting is no setting. */
  private static Optional<String> given(@Nullable String setting) {
    return Optional.ofNullable(setting).filter(text -> !text.isBlank());
  }

  static Path directory(Path data) {
    return data.resolve("postgres");
  }
}
