package dev.tenure.account;

import java.util.List;

/** The newest change in a few words, for whoever comes too late (A10). */
final class ChangeWords {

  private ChangeWords() {}

  static String of(List<Intent> intents) {
    Intent last = intents.getLast();
    return switch (last.kind()) {
      case CREATED -> "created";
      case HOLD_PLACED -> "disabled";
      case HOLD_LIFTED -> "re-enabled";
      case TERMINATION_SET ->
          last.terminatesNow() ? "terminated" : "termination scheduled for " + last.effectiveAt();
      case TERMINATION_MOVED -> "termination moved to " + last.effectiveAt();
      case TERMINATION_WITHDRAWN -> "scheduled termination withdrawn";
      case REINSTATED -> "reinstated";
    };
  }
}
