package dev.tenure.platform.verify;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

/** The command {@code verify}: looks at the data, beside a running Tenure or without one. */
public final class VerifyCommand {

  private VerifyCommand() {}

  /**
   * Runs all checks on the configured database and prints what they found.
   *
   * @param arguments Spring properties, as for serving
   * @return 0 when all laws are kept, 1 at the first violation or when the data can't be read
   */
  public static int run(Class<?> application, String... arguments) {
    var spring = new SpringApplication(application);
    spring.setWebApplicationType(WebApplicationType.NONE);
    // Only what the checks need comes to life: no page, no worker, no schedule.
    spring.setLazyInitialization(true);
    spring.setLogStartupInfo(false);
    spring.setDefaultProperties(Map.of("tenure.mode", "verify", "logging.level.root", "warn"));
    spring.addInitializers(context -> context.addBeanFactoryPostProcessor(new ActorsRemoved()));
    ConfigurableApplicationContext started;
    try {
      started = spring.run(arguments);
    } catch (RuntimeException alreadyTold) {
      return 1;
    }
    try (var context = started) {
      return context.getBean(Verification.class).run(System.out) ? 0 : 1;
    }
  }
}
