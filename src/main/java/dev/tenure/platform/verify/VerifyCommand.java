package dev.tenure.platform.verify;

import dev.tenure.platform.command.Beside;

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
    var opened = Beside.open(application, arguments);
    if (opened.isEmpty()) {
      return 1;
    }
    try (var context = opened.get()) {
      return context.getBean(Verification.class).run(System.out) ? 0 : 1;
    }
  }
}
