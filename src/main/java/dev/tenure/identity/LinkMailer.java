package dev.tenure.identity;

import dev.tenure.platform.PersonId;
import java.time.Instant;
import java.time.ZoneId;

/** Mails one-time links to people; the module that delivers mail provides it. */
public interface LinkMailer {

  /**
   * Takes the mail over within the caller's transaction, so that it goes out if that commits and
   * not otherwise. Doesn't wait for the mail to be posted.
   */
  void send(Mail mail);

  /**
   * @param url absolute; whoever holds it can set the person's password, so never log it
   * @param expiresAt exclusive
   * @param organisation name of the person's customer or reseller, or {@code Support}
   * @param sender name of the reseller of a customer's person, otherwise {@code Tenure}
   */
  record Mail(
      LinkKind kind,
      PersonId person,
      String name,
      String email,
      String organisation,
      String sender,
      String url,
      Instant expiresAt,
      ZoneId zone) {}
}
