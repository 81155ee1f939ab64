package dev.tenure.identity.guess;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Slows guessing down by tallies that all nodes share (B9). A try is reserved before the password
 * is checked and settled afterwards: only a wrong one counts, and many at once get no further than
 * many in a row. Being told to wait writes nothing and hashes nothing.
 */
@Component
public class Guesses {

  private final GuessStore store;
  private final TransactionTemplate transaction;

  Guesses(GuessStore store, TransactionTemplate transaction) {
    this.store = store;
    this.transaction = transaction;
  }

  /** Whether a password may be checked now. */
  public sealed interface Reservation {}

  /** It may; whoever holds this must settle it. */
  public record Ticket(List<GuessSubject> subjects) implements Reservation {}

  /** It may not before that instant. */
  public record Wait(Instant until) implements Reservation {}

  /**
   * What a wrong password led to.
   *
   * @param slowed whether delays begin with it
   * @param most whether so many were wrong that the browser or session is believed no longer
   */
  public record Counted(boolean slowed, boolean most) {}

  /** Reserves a try that counts for all of the subjects. */
  public Reservation reserve(List<GuessSubject> subjects) {
    Optional<Instant> wait =
        subjects.stream()
            .flatMap(each -> store.find(each).flatMap(seen -> waits(each, seen)).stream())
            .max(Comparator.naturalOrder());
    if (wait.isPresent()) {
      return new Wait(wait.get());
    }
    List<GuessSubject> inOrder = inOrder(subjects);
    return Objects.requireNonNull(
        transaction.execute(status -> {
          for (GuessSubject each : inOrder) {
            GuessStore.Seen seen = store.lock(each);
            Optional<Instant> later = waits(each, seen);
            if (later.isPresent()) {
              status.setRollbackOnly();
              return new Wait(later.get());
            }
            store.write(each, seen.tally().begun(seen.now()));
          }
          return new Ticket(inOrder);
        }));
  }

  private static Optional<Instant> waits(GuessSubject subject, GuessStore.Seen seen) {
    return seen.tally().waitsUntil(subject.rule(), seen.now());
  }

  /** One order for all who lock several. */
  private static List<GuessSubject> inOrder(List<GuessSubject> subjects) {
    return subjects.stream()
        .sorted(Comparator.comparing(GuessSubject::rule).thenComparing(GuessSubject::key))
        .toList();
  }

  /** The password was wrong. */
  public Counted wrong(Ticket ticket) {
    return Objects.requireNonNull(
        transaction.execute(status -> {
          boolean slowed = false;
          boolean most = false;
          for (GuessSubject each : ticket.subjects()) {
            GuessStore.Seen seen = store.lock(each);
            GuessTally counted = seen.tally().wrong(each.rule(), seen.now());
            store.write(each, counted);
            slowed |= each.rule() != GuessRule.ADDRESS && counted.wrong() == each.rule().free();
            most |= ownRule(each.rule()) && counted.wrong() >= each.rule().most();
          }
          return new Counted(slowed, most);
        }));
  }

  private static boolean ownRule(GuessRule rule) {
    return rule == GuessRule.BROWSER || rule == GuessRule.SESSION;
  }

  /**
   * The password was right: earlier wrong ones of the same name, browser or session are forgotten.
   * Those of the network stay, or anybody with an account could clear them.
   */
  public void right(Ticket ticket) {
    transaction.executeWithoutResult(status -> {
      for (GuessSubject each : ticket.subjects()) {
        if (each.rule() == GuessRule.ADDRESS) {
          end(each);
        } else {
          store.delete(each);
        }
      }
    });
  }

  /** Nothing was found out, or nothing that counts. */
  public void release(Ticket ticket) {
    transaction.executeWithoutResult(status -> ticket.subjects().forEach(this::end));
  }

  private void end(GuessSubject subject) {
    GuessStore.Seen seen = store.lock(subject);
    store.write(subject, seen.tally().ended());
  }
}
