package dev.tenure.platform.web;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;

/**
 * Who looks at a page, as far as the frame around it shows.
 *
 * @param organisation name of the organisation they belong to
 * @param person their display name; empty for somebody who has not signed in
 * @param zone the zone their times are shown in
 * @param area which {@link Navigation} belongs to them: {@code reseller}, {@code portal}, {@code
 *     support}
 * @param grants names of what they may do (identity’s {@code Act}), as {@link
 *     Navigation.Entry#grant()} names them
 */
public record Shell(
    String organisation, String person, ZoneId zone, String area, Set<String> grants) {

  public Shell {
    grants = Set.copyOf(grants);
  }

  /** Somebody who has not signed in. */
  public static Shell nobody() {
    return new Shell("Tenure", "", ZoneOffset.UTC, "", Set.of());
  }

  public boolean signedIn() {
    return !person.isEmpty();
  }

  /** Whether they have the permission named; the empty name needs none. */
  public boolean may(String grant) {
    return grant.isEmpty() || grants.contains(grant);
  }
}
