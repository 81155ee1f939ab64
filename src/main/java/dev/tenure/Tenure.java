package dev.tenure;

import dev.tenure.audit.TrailCommand;
import dev.tenure.collection.ImportCommand;
import dev.tenure.platform.backup.BackupCommand;
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
   * with {@code import} imports queue_logs, with {@code backup} or {@code restore} keeps and brings
   * back the data, with {@code trail} keeps the audit trail's keys, and ends; options are Spring
   * properties, documented in docs/operations.md.
   */
  public static void main(String[] args) {
    String[] rest = args.length > 0 ? Arrays.copyOfRange(args, 1, args.length) : args;
    switch (args.length > 0 ? args[0] : "") {
      case "verify" -> System.exit(VerifyCommand.run(Tenure.class, rest));
      case "import" -> System.exit(ImportCommand.run(Tenure.class, rest));
      case "backup" -> System.exit(BackupCommand.backup(Tenure.class, rest));
      case "restore" -> System.exit(BackupCommand.restore(rest));
      case "trail" -> System.exit(TrailCommand.run(rest));
      default -> {
        shareProcessors();
        SpringApplication.run(Tenure.class, args);
      }
    }
  }

  /**
   * Gives virtual threads more carriers than there are processors. A virtual thread that computes
   * leaves its carrier to nobody, so a few large reports would stop every other request; among
   * carriers the system shares the processors. To be called before the first virtual thread.
   */
  private static void shareProcessors() {
    String setting = "jdk.virtualThreadScheduler.parallelism";
    if (System.getProperty(setting) == null) {
      int carriers = Math.clamp(2L * Runtime.getRuntime().availableProcessors(), 16, 256);
      System.setProperty(setting, Integer.toString(carriers));
    }
  }
}
