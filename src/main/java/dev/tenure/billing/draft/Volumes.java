package dev.tenure.billing.draft;

import dev.tenure.billing.PartNumber;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;

/**
 * D15: how many licences of a part a month has, over all of a reseller's: charged days ÷ its days.
 */
final class Volumes {

  private final Map<Volume, Long> days = new HashMap<>();

  private record Volume(PartNumber part, YearMonth month) {}

  void add(PartNumber part, YearMonth month, Days charged) {
    if (!charged.isEmpty()) {
      days.merge(new Volume(part, month), (long) charged.count(), Long::sum);
    }
  }

  /** Rounded down. */
  int of(PartNumber part, YearMonth month) {
    long all = days.getOrDefault(new Volume(part, month), 0L);
    return Math.toIntExact(all / month.lengthOfMonth());
  }
}
