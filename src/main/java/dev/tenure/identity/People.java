package dev.tenure.identity;

import dev.tenure.platform.Actor;
import dev.tenure.platform.PersonId;
import dev.tenure.platform.Refused;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The people of an organisation. Every method reaches only what the actor can reach: its own
 * organisation, a reseller also its customers, Support all; anything else is answered as not found
 * (B5). Whether the actor may keep people is the route's matter ({@link Act}).
 */
public interface People {

  /**
   * Makes a person and mails the activation link; joins the caller's transaction if there is one.
   *
   * @throws Refused as invalid in {@code name}, {@code email} ({@code email-taken}) or {@code
   *     permissions}; {@code account-terminated}
   */
  PersonId invite(Invitation invitation, Actor by);

  /**
   * Makes a person who can sign in at once with that password, of which only the length is checked;
   * for demonstrations and imports.
   */
  PersonId create(Invitation invitation, String password, Actor by);

  /**
   * All that the query's text finds, in its order, one after another; page and size don't matter.
   */
  void each(Organisation organisation, PeopleQuery query, Actor by, Consumer<Person> sink);

  PeoplePage list(Organisation organisation, PeopleQuery query, Actor by);

  /**
   * @throws Refused as not found
   */
  Person require(Organisation organisation, PersonId id, Actor by);

  /**
   * Changes name and permissions, from the person's next request on.
   *
   * @throws Refused {@code person-changed} when {@code seenVersion} is not the present one (A10);
   *     {@code own-administration} when somebody would take from themselves what they do this with
   */
  void edit(
      Organisation organisation,
      PersonId id,
      long seenVersion,
      String name,
      Set<Permission> permissions,
      Actor by);

  /**
   * Ends the person's access at once; nothing of theirs is deleted.
   *
   * @throws Refused {@code own-administration} for oneself
   */
  void deactivate(Organisation organisation, PersonId id, Actor by);

  /** Ends the person's sessions on all browsers, at once; they can sign in again. */
  void signOut(Organisation organisation, PersonId id, Actor by);

  /** Gives access back; the person signs in again, with the password they had. */
  void reactivate(Organisation organisation, PersonId id, Actor by);

  /** Mails a fresh link, to activate or to choose another password; older ones become void. */
  void resendLink(Organisation organisation, PersonId id, Actor by);
}
