package dev.tenure.billing.draft;

import dev.tenure.billing.PartNumber;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;

/**
 * D15: how many licences of a part a month has, over all of a reseller's: charged days ÷ its days.
 */
public final class Volumes {

  private final Map<Volume, Long> days = new HashMap<>();

  private record Volume(PartNumber part, YearMonth month) {}

  /** Of nobody: every price is that of its first tier. */
  public static Volumes none() {
    return new Volumes();
  }

  void add(PartNumber part, YearMonth month, long charged) {
    days.merge(new Volume(part, month), charged, Math::addExact);
  }

  /** Charged days of the part in the month. */
  public long days(PartNumber part, YearMonth month) {
    return days.getOrDefault(new Volume(part, month), 0L);
  }

  /** Rounded down. */
  int of(PartNumber part, YearMonth month) {
    return Math.toIntExact(days(part, month) / month.lengthOfMonth());
  }
}
