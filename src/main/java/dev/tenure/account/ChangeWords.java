package dev.tenure.account;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** The newest change in a few words, for whoever comes too late (A10). */
final class ChangeWords {

  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.UK).withZone(ZoneOffset.UTC);

  private ChangeWords() {}

  static String of(List<Intent> intents) {
    Intent last = intents.getLast();
    return switch (last.kind()) {
      case CREATED -> "created";
      case HOLD_PLACED -> "disabled";
      case HOLD_LIFTED -> "re-enabled";
      case TERMINATION_SET ->
          last.terminatesNow()
              ? "terminated"
              : "termination scheduled for " + utc(last.effectiveAt());
      case TERMINATION_MOVED -> "termination moved to " + utc(last.effectiveAt());
      case TERMINATION_WITHDRAWN -> "scheduled termination withdrawn";
      case REINSTATED -> "reinstated";
    };
  }

  private static String utc(Instant at) {
    return UTC.format(at);
  }
}
