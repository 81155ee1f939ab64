package dev.tenure.collection.intake;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What this node left in the journal of the calls that it wrote last, so that it needn't be asked
 * with each of their events. It is never believed over the journal: who wrote since then has the
 * next entry's key; and what a termination took out changed the service periods.
 */
final class JournalMemory {

  private final Recent<SourceCall, Remembered> calls;

  JournalMemory(int most) {
    this.calls = new Recent<>(most);
  }

  /**
   * A call as a transaction left it.
   *
   * @param stamp of its customer's service periods at that time
   * @param over whether its end was told
   */
  record Remembered(Known known, String stamp, boolean over) {}

  /** Nothing is known of it if its customer's periods aren't in {@code reading}, or others are. */
  synchronized @Nullable Known of(SourceCall call, PeriodStore.Reading reading) {
    Remembered found = calls.of(call);
    return found != null && found.stamp().equals(reading.stamps().get(found.known().customer()))
        ? found.known()
        : null;
  }

  /** Once the transaction is durable that left them so. */
  synchronized void keep(Map<SourceCall, Remembered> left) {
    left.forEach((call, remembered) -> calls.put(call, remembered, remembered.over()));
  }
}
