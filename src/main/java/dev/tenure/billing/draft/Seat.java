package dev.tenure.billing.draft;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** D14: users among whom a licence was moved; what they hold of the part is one licence. */
final class Seat {

  private final List<Held> users = new ArrayList<>(1);

  Seat(Held first) {
    users.add(first);
  }

  List<Held> users() {
    return users;
  }

  /** Both are one from now on. */
  void join(Seat other) {
    if (other == this) {
      return;
    }
    users.addAll(other.users);
    other.users.forEach(user -> user.sit(this));
  }

  /** The days on which any of them holds it. */
  Days days() {
    Days all = Days.none();
    for (Held user : users) {
      all = all.or(user.days());
    }
    return all;
  }

  /** The same within a month, while the account is served. */
  Days within(int month) {
    if (users.size() == 1) {
      return users.getFirst().within(month);
    }
    Days all = Days.none();
    for (Held user : users) {
      all = all.or(user.within(month));
    }
    return all;
  }

  /** D4, D14: whether it was held on one single day of the month, by any of the users. */
  boolean single(int month) {
    return within(month).count() == 1;
  }

  /** Who holds it on that day. */
  Optional<Held> on(LocalDate day) {
    return users.stream().filter(user -> user.days().contains(day)).findFirst();
  }

  /** The licence that began on that day. */
  Optional<CustomerFacts.Holding> begun(LocalDate day) {
    return users.stream()
        .flatMap(user -> user.licences().stream())
        .filter(licence -> licence.from().equals(day))
        .findFirst();
  }
}
