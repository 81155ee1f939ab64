package dev.tenure.platform.backup;

import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/**
 * The segments of WAL that a copied cluster needs to become whole.
 *
 * @param timeline of all of them
 * @param first number of the segment in which the copy began
 * @param last number of the segment in which it ended, inclusive
 * @param segmentSize in bytes
 */
record WalRange(int timeline, long first, long last, long segmentSize) {

  private static final long BYTES_OF_A_LOG = 1L << 32;

  /**
   * From where the copy began to where it ended.
   *
   * @param start position of the first byte needed, as PostgreSQL writes it: {@code 0/2000028}
   * @param stop position behind the last byte needed
   */
  static WalRange between(int timeline, String start, String stop, long segmentSize) {
    return new WalRange(
        timeline,
        position(start) / segmentSize,
        // A position at the very beginning of a segment needs nothing of it.
        (position(stop) - 1) / segmentSize,
        segmentSize);
  }

  /** The file names, oldest first. */
  List<String> names() {
    return LongStream.rangeClosed(first, last).mapToObj(this::name).toList();
  }

  String firstName() {
    return name(first);
  }

  String lastName() {
    return name(last);
  }

  private String name(long segment) {
    long inALog = BYTES_OF_A_LOG / segmentSize;
    return String.format(Locale.ROOT, "%08X%08X%08X", timeline, segment / inALog, segment % inALog);
  }

  private static long position(String lsn) {
    int slash = lsn.indexOf('/');
    return (Long.parseLong(lsn, 0, slash, 16) << 32)
        + Long.parseLong(lsn, slash + 1, lsn.length(), 16);
  }
}
