package dev.tenure.identity;

/** What the gate answers about a session, true at the instant of asking and not later. */
public sealed interface Standing {

  /** The person may go on. */
  record Admitted(Principal principal) implements Standing {}

  /**
   * The session would be good, but access to the account is off (B1).
   *
   * @param principal who is refused; nothing may be shown to them but this refusal
   * @param contact whom to contact; why it was stopped is not told (B4)
   */
  record Stopped(Principal principal, Contact contact) implements Standing {}

  /** There is no such session, or no longer: expired, ended, from before a re-enabling (B3). */
  record NoSession() implements Standing {}
}
