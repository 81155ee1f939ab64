package dev.tenure.identity.signin;

/** How the use of a one-time link ended. */
public sealed interface LinkResult {

  /** The password is set; {@code signIn} tells whether a session has begun with it. */
  record Used(SignInResult signIn) implements LinkResult {}

  /** Nothing was done; the link's state says why. */
  record NotUsed(LinkState state) implements LinkResult {}
}
