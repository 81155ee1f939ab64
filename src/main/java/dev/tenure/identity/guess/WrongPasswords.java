package dev.tenure.identity.guess;

import dev.tenure.platform.PersonId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What somebody's profile tells them of wrong passwords at their name. */
@Component
public class WrongPasswords {

  private static final int NETWORKS = 5;

  private final RefusedSignInStore store;

  WrongPasswords(RefusedSignInStore store) {
    this.store = store;
  }

  /** How many there were from one network; {@code together} is the same in all lines. */
  record From(String network, long tries, Instant last, long together) {}

  /**
   * Wrong passwords since the sign-in before the last.
   *
   * @param networks the newest five
   */
  public record Since(long tries, List<String> networks, Instant last) {}

  /** Empty when there were none. */
  public Optional<Since> of(PersonId person) {
    List<From> found = store.wrongSince(person, NETWORKS);
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Since(
                found.getFirst().together(),
                found.stream().map(From::network).toList(),
                found.getFirst().last()));
  }
}
