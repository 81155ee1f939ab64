package dev.tenure.billing;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user of a customer with the licences it holds or will hold.
 *
 * @param origin where the user is known from
 */
public record Holder(HolderId id, String name, Origin origin, List<Held> licences) {

  /** Where a user is known from. */
  public enum Origin {
    /** Somebody who signs in. */
    PERSON,
    /** Found in a phone system. */
    AGENT,
    /** Known by name. */
    NAMED
  }

  /** A licence held over {@code [from, until)}; until is null while no end is set. */
  public record Held(PartNumber part, LocalDate from, @Nullable LocalDate until) {

    public boolean on(LocalDate day) {
      return !day.isBefore(from) && (until == null || day.isBefore(until));
    }
  }

  public Holder {
    licences = List.copyOf(licences);
  }
}
