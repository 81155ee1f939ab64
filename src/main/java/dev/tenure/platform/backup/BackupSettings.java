package dev.tenure.platform.backup;

import dev.tenure.platform.database.DatabaseProperties;
import dev.tenure.platform.database.PostgresSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/**
 * What the configuration says about the data: read as for serving, without opening anything.
 *
 * @param data the directory of everything that is kept
 * @param postgres how the bundled server runs on it
 * @param archive directory of archived WAL, if configured
 */
record BackupSettings(Path data, PostgresSettings postgres, Optional<Path> archive) {

  /** Makes the paths absolute. */
  BackupSettings {
    data = data.toAbsolutePath().normalize();
    archive = archive.map(path -> path.toAbsolutePath().normalize());
  }

  @EnableConfigurationProperties(DatabaseProperties.class)
  private static final class Bound {}

  /**
   * Reads environment and arguments.
   *
   * @throws BackupRefused when the database is not the bundled one
   */
  static BackupSettings read(String... arguments) {
    var spring = new SpringApplication(Bound.class);
    spring.setWebApplicationType(WebApplicationType.NONE);
    spring.setLogStartupInfo(false);
    spring.setDefaultProperties(Map.of("logging.level.root", "warn"));
    try (var context = spring.run(arguments)) {
      var database = context.getBean(DatabaseProperties.class);
      if (database.externalUrl().isPresent()) {
        throw BackupRefused.misused(
            "The database is a server of your own (tenure.database.url). Back it up and restore it"
                + " with its own programs, pg_basebackup or pgBackRest.");
      }
      var environment = context.getEnvironment();
      Path data = Path.of(environment.getProperty("tenure.data", "data"));
      String archive = environment.getProperty("tenure.backup.archive", "");
      PostgresSettings postgres = database.embedded(data);
      return archive.isBlank()
          ? new BackupSettings(data, postgres, Optional.empty())
          : new BackupSettings(
              data, postgres.archivingTo(Path.of(archive)), Optional.of(Path.of(archive)));
    }
  }

  /** The bundled server's place below the data. */
  Path server() {
    return postgres.directory();
  }
}
