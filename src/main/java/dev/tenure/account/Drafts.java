package dev.tenure.account;

import org.jspecify.annotations.Nullable;

/** The lines that commands write on the timeline, before they are written. */
final class Drafts {

  private Drafts() {}

  /** {@code step} counts a command's intents from 1. */
  static Intent hold(
      IntentKind kind, HoldOwner owner, Order order, LockedAccount locked, int step) {
    return new Intent(
        locked.account().version() + step,
        kind,
        owner,
        Author.of(order.actor()),
        order.reason(),
        locked.now(),
        locked.now(),
        null);
  }

  /** A termination at the moment, or now when there is none. */
  static Intent termination(
      IntentKind kind, Order order, LockedAccount locked, @Nullable Moment moment) {
    return new Intent(
        locked.account().version() + 1,
        kind,
        null,
        Author.of(order.actor()),
        order.reason(),
        locked.now(),
        moment == null ? locked.now() : moment.instant(),
        moment == null ? null : new Intent.Picked(moment.picked(), moment.zone()));
  }

  /** An intent without a hold and without a date: a withdrawal or a reinstatement. */
  static Intent plain(IntentKind kind, Order order, LockedAccount locked) {
    return termination(kind, order, locked, null);
  }
}
