package dev.tenure.collection.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The order in which lines of one call happened. Within a second the log's order isn't reliable:
 * the most plausible line comes next.
 */
final class LoggedOrder {

  private static final Set<String> OFFERS =
      Set.of("RINGNOANSWER", "RINGCANCELED", "AGENTDUMP", "SYSCOMPAT");
  private static final Set<String> ENDS = Set.of("COMPLETEAGENT", "COMPLETECALLER");
  private static final Set<String> TRANSFERS =
      Set.of("TRANSFER", "BLINDTRANSFER", "ATTENDEDTRANSFER");
  private static final Set<String> EXITS =
      Set.of("ABANDON", "EXITEMPTY", "EXITWITHKEY", "EXITWITHTIMEOUT", "WITHDRAW");

  /**
   * So many lines of one second are weighed against each other; a call has a handful, and a log
   * made up of more costs no more time.
   */
  private static final int AT_ONCE = 64;

  private final List<LoggedLine> ahead;

  LoggedOrder(List<LoggedLine> lines) {
    this.ahead = new ArrayList<>(lines);
    ahead.sort(
        Comparator.comparingLong(LoggedLine::second)
            .thenComparing(LoggedLine::at)
            .thenComparingLong(line -> line.what().place())
            .thenComparing(LoggedLine::id));
  }

  /** The next line; null after the last. */
  @Nullable LoggedLine next(@Nullable LoggedVisit visit, boolean talking) {
    int best = -1;
    int bestFit = Integer.MAX_VALUE;
    int most = Math.min(ahead.size(), AT_ONCE);
    for (int i = 0; i < most && ahead.get(i).second() == ahead.getFirst().second(); i++) {
      int fit = fit(ahead.get(i), visit, talking);
      if (fit < bestFit) {
        best = i;
        bestFit = fit;
      }
    }
    return best < 0 ? null : ahead.remove(best);
  }

  /** How well a line follows the present state of the call; the lowest number fits best. */
  private int fit(LoggedLine line, @Nullable LoggedVisit visit, boolean talking) {
    String word = line.what().word();
    if (visit == null) {
      return word.equals("ENTERQUEUE") ? (isLeftAtOnce(line) ? 0 : 1) : 2;
    }
    if (!visit.queue.equals(line.what().queue())) {
      return word.equals("ENTERQUEUE") ? 6 : 7;
    }
    if (OFFERS.contains(word)) {
      return 0;
    }
    if (word.equals("CONNECT")) {
      return talking ? 7 : 1;
    }
    if (ENDS.contains(word)) {
      return talking ? 2 : 4;
    }
    if (TRANSFERS.contains(word)) {
      return talking ? 3 : 5;
    }
    return EXITS.contains(word) && !talking ? 3 : 6;
  }

  private boolean isLeftAtOnce(LoggedLine entering) {
    return ahead.stream()
        .limit(AT_ONCE)
        .takeWhile(line -> line.second() == entering.second())
        .anyMatch(line ->
            !line.what().word().equals("ENTERQUEUE")
                && line.what().queue().equals(entering.what().queue()));
  }
}
