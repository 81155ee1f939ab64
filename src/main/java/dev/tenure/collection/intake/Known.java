package dev.tenure.collection.intake;

import dev.tenure.platform.CustomerId;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the journal has of a call.
 *
 * @param parts how many entries; the next one's number
 * @param ids of the events in them
 * @param customer whose all of them are; null if there are none, or several customers'
 */
record Known(int parts, Set<String> ids, @Nullable CustomerId customer) {

  static final Known NOTHING = new Known(0, Set.of(), null);

  /** With one more entry. */
  Known with(CustomerId owner, Set<String> more) {
    return and(new Known(1, more, owner));
  }

  /** With other entries. */
  Known and(Known others) {
    if (parts == 0) {
      return others;
    }
    Set<String> all = new HashSet<>(ids);
    all.addAll(others.ids);
    boolean alone = customer != null && customer.equals(others.customer);
    return new Known(parts + others.parts, Set.copyOf(all), alone ? customer : null);
  }
}
