package dev.tenure.identity.signin;

import dev.tenure.identity.Contact;
import dev.tenure.identity.LinkKind;

/** What a one-time link is worth at the instant of asking. */
public sealed interface LinkState {

  /** It can be used; {@code email} is whose password it sets. */
  record Good(LinkKind kind, String name, String email) implements LinkState {}

  /** It opens nothing: used, replaced by a newer one, expired or never made. */
  record Gone(Why why) implements LinkState {}

  /** Access to the account has been stopped (B1). */
  record Stopped(String organisation, Contact contact) implements LinkState {}

  /** What became of it. */
  enum Why {
    USED,
    EXPIRED,
    UNKNOWN
  }
}
