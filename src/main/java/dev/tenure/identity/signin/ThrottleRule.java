package dev.tenure.identity.signin;

import java.time.Duration;

/** How often something may be tried; beyond that one waits until the window has passed. */
enum ThrottleRule {
  /** Guesses at one e-mail address, from wherever they come. */
  SIGN_IN_ACCOUNT(10, Duration.ofMinutes(15)),
  /** Guesses from one address, at whatever e-mail addresses. */
  SIGN_IN_ADDRESS(100, Duration.ofMinutes(15)),
  /** Guesses at the present password by somebody who has signed in and wants to change it. */
  PASSWORD_CHANGE(10, Duration.ofMinutes(15)),
  /** Mails with a link that one e-mail address gets on request. */
  LINK_ACCOUNT(3, Duration.ofHours(1)),
  /** Requests for such mails from one address. */
  LINK_ADDRESS(20, Duration.ofHours(1)),
  /** Refused uses of links by one address that are written to the trail. */
  LINK_REFUSED(20, Duration.ofMinutes(15));

  private final int limit;
  private final Duration window;

  ThrottleRule(int limit, Duration window) {
    this.limit = limit;
    this.window = window;
  }

  int limit() {
    return limit;
  }

  Duration window() {
    return window;
  }
}
