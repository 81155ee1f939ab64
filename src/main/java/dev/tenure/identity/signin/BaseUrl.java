package dev.tenure.identity.signin;

import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Where browsers reach Tenure; links in mails and on the console begin so. */
@Component
public class BaseUrl {

  private final Environment environment;

  BaseUrl(Environment environment) {
    this.environment = environment;
  }

  /**
   * Without a slash at its end. Read anew each time: a port that the system picks is known only
   * once the server listens on it.
   */
  public String text() {
    return environment.getRequiredProperty("tenure.base-url").replaceAll("/+$", "");
  }
}
