package dev.tenure.customer.calls;

import dev.tenure.collection.CallLine;
import dev.tenure.collection.CallOrder;
import dev.tenure.collection.CallOutcome;
import dev.tenure.customer.CallWords;
import dev.tenure.platform.web.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the list of calls can show of each, besides its start. */
enum CallColumn {
  DIRECTION(CallOrder.By.DIRECTION, false, true),
  CALLER(CallOrder.By.CALLER, false, true),
  CALLED(CallOrder.By.CALLED, false, true),
  QUEUE(CallOrder.By.QUEUE, false, true),
  AGENT(CallOrder.By.AGENT, false, true),
  WAITED(CallOrder.By.WAITED, true, true),
  TALKED(CallOrder.By.TALKED, true, true),
  HELD(CallOrder.By.HELD, true, false),
  OUTCOME(CallOrder.By.OUTCOME, false, true),
  ENDED(null, false, false),
  ENDING(null, false, false);

  private final CallOrder.@Nullable By by;
  private final boolean number;
  private final boolean usual;

  CallColumn(CallOrder.@Nullable By by, boolean number, boolean usual) {
    this.by = by;
    this.number = number;
    this.usual = usual;
  }

  static Optional<CallColumn> of(String word) {
    return Stream.of(values()).filter(each -> each.word().equals(word)).findFirst();
  }

  /** Those of the words that there are, or the usual ones where that is none. */
  static List<CallColumn> chosen(List<String> words) {
    List<CallColumn> found = new ArrayList<>();
    words.forEach(word -> of(word).filter(c -> !found.contains(c)).ifPresent(found::add));
    return found.isEmpty() ? Stream.of(values()).filter(c -> c.usual).toList() : found;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** By what the list is sorted when somebody presses its head; null for not at all. */
  CallOrder.@Nullable By by() {
    return by;
  }

  boolean isNumber() {
    return number;
  }

  String label(Page page) {
    return page.text("customer.calls.column." + word());
  }

  String cell(Page page, CallLine line) {
    return switch (this) {
      case DIRECTION -> CallWords.direction(page.texts(), line.direction());
      case CALLER -> CallWords.number(page.texts(), line.caller());
      case CALLED -> CallWords.number(page.texts(), line.called());
      case QUEUE -> CallWords.orDash(line.queue());
      case AGENT -> CallWords.orDash(line.agentName());
      case WAITED -> page.formats().clock(line.waited());
      case TALKED -> line.talked().isZero() ? "–" : page.formats().clock(line.talked());
      case HELD -> line.held().isZero() ? "–" : page.formats().clock(line.held());
      case OUTCOME -> outcome(page, line);
      case ENDED -> line.endedAt() == null ? "–" : page.formats().shortDateTime(line.endedAt());
      case ENDING -> line.endedBy() == null ? "–" : CallWords.ending(page.texts(), line.endedBy());
    };
  }

  private static String outcome(Page page, CallLine line) {
    CallOutcome outcome = line.outcome();
    return outcome == null
        ? CallWords.state(page.texts(), line.state())
        : CallWords.outcome(page.texts(), outcome);
  }

  /** The tone of the badge around the cell; empty for a plain one. */
  String tone(CallLine line) {
    if (this != OUTCOME) {
      return "";
    }
    CallOutcome outcome = line.outcome();
    return outcome == null ? "info" : CallWords.tone(outcome);
  }
}
