package dev.tenure.reporting.sums;

import dev.tenure.reporting.Bucket;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Values as arrays for statements; a cast in the statement gives them their type. */
final class Arrays {

  private Arrays() {}

  static String[] instants(Collection<Instant> instants) {
    return instants.stream().map(Instant::toString).toArray(String[]::new);
  }

  static String[] begins(List<Bucket> buckets) {
    return instants(buckets.stream().map(Bucket::from).toList());
  }

  static String[] ends(List<Bucket> buckets) {
    return instants(buckets.stream().map(Bucket::to).toList());
  }

  static String[] names(Kept... kept) {
    return java.util.Arrays.stream(kept).map(Enum::name).toArray(String[]::new);
  }
}
