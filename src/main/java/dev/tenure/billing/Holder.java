package dev.tenure.billing;

import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user of a customer with the licences it holds or will hold.
 *
 * @param origin where the user is known from
 * @param email of the person who signs in, else empty
 * @param extension by which a phone system knows the agent, else empty
 */
public record Holder(
    HolderId id, String name, Origin origin, String email, String extension, List<Held> licences) {

  /**
   * The one with that id.
   *
   * @throws Refused as not found
   */
  static Holder among(List<Holder> all, HolderId id) {
    return all.stream()
        .filter(each -> each.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new Refused(new Refusal.NotFound("user")));
  }

  /** Where a user is known from. */
  public enum Origin {
    /** Somebody who signs in. */
    PERSON,
    /** Found in a phone system. */
    AGENT,
    /** Somebody who signs in and the agent that a phone system knows them as. */
    JOINED,
    /** Known by name. */
    NAMED
  }

  /**
   * A licence held over {@code [from, until)}.
   *
   * @param until null while no end is set
   * @param movedFrom the user that it came from, null for one of its own (D14)
   * @param trialUntil last free day of its trial in the customer's zone, null without one (D13)
   */
  public record Held(
      PartNumber part,
      LocalDate from,
      @Nullable LocalDate until,
      @Nullable HolderId movedFrom,
      @Nullable LocalDate trialUntil) {

    /** Whether it is held on the day or later. */
    public boolean reaches(LocalDate day) {
      return until == null || until.isAfter(day);
    }

    public boolean on(LocalDate day) {
      return !day.isBefore(from) && (until == null || day.isBefore(until));
    }
  }

  public Holder {
    licences = List.copyOf(licences);
  }
}
