package dev.tenure.platform.verify;

import java.io.PrintStream;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs all checks in the order of their rules and tells each count. It is never lazy, so that what
 * is wrong with the database is told as any failure of a start is.
 */
@Component
@Lazy(false)
public class Verification {

  private final List<LawCheck> checks;
  private final TransactionTemplate snapshot;

  Verification(List<LawCheck> checks, PlatformTransactionManager transactions) {
    this.checks =
        checks.stream()
            .sorted(Comparator.comparing(LawCheck::rule).thenComparing(LawCheck::sentence))
            .toList();
    this.snapshot = new TransactionTemplate(transactions);
    snapshot.setReadOnly(true);
    snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
  }

  /**
   * Prints a line for each check, and stops at the first that finds a violation.
   *
   * @return whether all laws are kept
   */
  public boolean run(PrintStream out) {
    for (LawCheck check : checks) {
      var outcome = snapshot.execute(status -> check.run());
      boolean kept = outcome.violations().isEmpty();
      out.println(
          String.format(
              Locale.UK,
              "%s %s: %,d checked, %s",
              check.rule(),
              check.sentence(),
              outcome.checked(),
              kept ? "ok" : "VIOLATED"));
      outcome.notes().forEach(note -> out.println("  note: " + note));
      if (!kept) {
        out.println("  " + outcome.violations().getFirst());
        return false;
      }
    }
    out.println(
        checks.size() == 1
            ? "1 law verified, it is kept."
            : checks.size() + " laws verified, all are kept.");
    return true;
  }
}
