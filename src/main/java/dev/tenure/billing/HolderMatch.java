package dev.tenure.billing;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Another user of the same customer, known from elsewhere, who may be the same person; only a
 * suggestion.
 *
 * @param signs what both have in common, empty for a mere possibility
 */
public record HolderMatch(Holder other, Set<Sign> signs) {

  /** What two users have in common. */
  public enum Sign {
    NAME,
    EMAIL,
    EXTENSION
  }

  public HolderMatch {
    signs = Set.copyOf(signs);
  }

  /**
   * Whom a user can be joined with: an agent with those who sign in, somebody who signs in with
   * agents; those that have something in common first.
   */
  static List<HolderMatch> of(Holder holder, List<Holder> all) {
    Holder.Origin wanted =
        switch (holder.origin()) {
          case PERSON -> Holder.Origin.AGENT;
          case AGENT -> Holder.Origin.PERSON;
          case JOINED, NAMED -> null;
        };
    return all.stream()
        .filter(other -> other.origin() == wanted)
        .map(other ->
            new HolderMatch(
                other, wanted == Holder.Origin.AGENT ? signs(holder, other) : signs(other, holder)))
        .sorted(Comparator.comparingInt(match -> -match.signs().size()))
        .toList();
  }

  private static Set<Sign> signs(Holder person, Holder agent) {
    Set<Sign> signs = EnumSet.noneOf(Sign.class);
    String email = person.email().toLowerCase(Locale.ROOT);
    String mailbox = email.substring(0, Math.max(0, email.indexOf('@')));
    String name = plain(person.name());
    for (String known : List.of(agent.name(), agent.extension())) {
      String lower = known.toLowerCase(Locale.ROOT);
      if (!email.isEmpty() && (lower.equals(email) || plain(lower).equals(plain(mailbox)))) {
        signs.add(Sign.EMAIL);
      }
    }
    if (!name.isEmpty() && name.equals(plain(agent.name()))) {
      signs.add(Sign.NAME);
    }
    if (!agent.extension().isEmpty()
        && List.of(person.name().split("[^\\p{L}\\p{N}]+")).contains(agent.extension())) {
      signs.add(Sign.EXTENSION);
    }
    return signs;
  }

  /** Letters and digits alone, in lower case: "Fay O'Neil" and "fay.oneil" are alike. */
  private static String plain(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
  }
}
