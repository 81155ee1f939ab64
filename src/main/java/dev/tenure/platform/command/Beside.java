package dev.tenure.platform.command;

import java.util.Map;
import java.util.Optional;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

/** Opens the data for a command: beside a running Tenure, or without one. */
public final class Beside {

  private Beside() {}

  /**
   * What the command needs, on the configured database; it comes to life as it is asked for, and
   * nothing that acts by itself does.
   *
   * @param arguments Spring properties, as for serving
   * @return empty when the data can't be opened, which is told on standard error
   */
  public static Optional<ConfigurableApplicationContext> open(
      Class<?> application, String... arguments) {
    var spring = new SpringApplication(application);
    spring.setWebApplicationType(WebApplicationType.NONE);
    spring.setLazyInitialization(true);
    spring.setLogStartupInfo(false);
    spring.setDefaultProperties(Map.of("tenure.mode", "beside", "logging.level.root", "warn"));
    spring.addInitializers(context -> context.addBeanFactoryPostProcessor(new ActorsRemoved()));
    try {
      return Optional.of(spring.run(arguments));
    } catch (RuntimeException alreadyTold) {
      return Optional.empty();
    }
  }
}
