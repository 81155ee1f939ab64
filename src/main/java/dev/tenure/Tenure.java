package dev.tenure;

import dev.tenure.audit.TrailCommand;
import dev.tenure.collection.ImportCommand;
import dev.tenure.platform.verify.VerifyCommand;
import java.util.Arrays;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;

/** The one deployable. */
// Modules name their classes for themselves: two portals may both have a CustomerController.
@SpringBootApplication(
    nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class,
    exclude = UserDetailsServiceAutoConfiguration.class)
public class Tenure {

  /**
   * Starts the server, or with the first argument {@code verify} proves the law on the data, or
   * with {@code import} imports queue_logs, or with {@code trail} keeps the audit trail's keys, and
   * ends; options are Spring properties, documented in
   * docs/operations.md.
   */
  public static void main(String[] args) {
    if (args.length > 0 && args[0].equals("verify")) {
      System.exit(VerifyCommand.run(Tenure.class, Arrays.copyOfRange(args, 1, args.length)));
    }
    if (args.length > 0 && args[0].equals("import")) {
      System.exit(ImportCommand.run(Tenure.class, Arrays.copyOfRange(args, 1, args.length)));
    }
    if (args.length > 0 && args[0].equals("trail")) {
      System.exit(TrailCommand.run(Arrays.copyOfRange(args, 1, args.length)));
    }
    SpringApplication.run(Tenure.class, args);
  }
}
