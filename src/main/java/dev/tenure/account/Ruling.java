package dev.tenure.account;

/** What the transition table says to a command. */
sealed interface Ruling {

  /** It is done, and the status is then this one. */
  record Permit(Status next) implements Ruling {}

  /** It is so already: nothing is written, and the answer says so. */
  record AlreadySo(String code) implements Ruling {}

  /** It is refused with this stable code, and nothing changes. */
  record Refuse(String code) implements Ruling {}
}
