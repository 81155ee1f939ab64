package dev.tenure.account;

import dev.tenure.platform.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;

/** The sentences that go with the transition table's codes. */
final class Sentences {

  private Sentences() {}

  static String alreadySo(String code, Account account) {
    return switch (code) {
      case "already-disabled" ->
          account.name() + " is disabled already by you. Nothing was changed.";
      case "already-active" -> account.name() + " is active already. Nothing was changed.";
      default -> throw new IllegalStateException("No sentence for " + code);
    };
  }

  static Refusal refusal(String code, Account account, Instant now) {
    String sentence =
        switch (code) {
          case "account-terminated" ->
              account.name()
                  + " has been terminated. It can’t be changed from here; contact Support to have"
                  + " it reinstated.";
          case "date-not-in-future" ->
              "That date is not in the future. Pick a later one, or terminate now.";
          case "nothing-scheduled" ->
              "No termination is scheduled for "
                  + account.name()
                  + ", so there is none to withdraw.";
          case "withdrawn-too-late" ->
              "It came "
                  + lateness(account, now)
                  + " too late: "
                  + account.name()
                  + " has been terminated. Contact Support to have it reinstated.";
          case "hold-not-yours" ->
              account.name()
                  + " is disabled by "
                  + account.timeline().at(now).orElseThrow().holds().stream()
                      .map(h -> h.owner().words())
                      .distinct()
                      .collect(Collectors.joining(" and "))
                  + ", and only they can lift that. Contact them.";
          case "support-only" -> "Only Support can reinstate an account. Contact Support.";
          case "not-terminated" ->
              account.name() + " isn’t terminated, so there is nothing to reinstate.";
          default -> throw new IllegalStateException("No sentence for " + code);
        };
    return code.equals("support-only")
        ? new Refusal.NotAllowed(code, sentence)
        : code.equals("date-not-in-future")
            ? new Refusal.Invalid("date", code, sentence)
            : new Refusal.WrongState(code, sentence);
  }

  private static String lateness(Account account, Instant now) {
    Instant end =
        account.timeline().at(now).orElseThrow() instanceof State.Terminated t ? t.at() : now;
    Duration late = Duration.between(end, now);
    if (late.toDays() > 0) {
      return late.toDays() + " days and " + late.toHoursPart() + " hours";
    }
    if (late.toMinutes() > 0) {
      return late.toMinutes() + " minutes and " + late.toSecondsPart() + " seconds";
    }
    return "%d.%03d seconds".formatted(late.toSeconds(), late.toMillisPart());
  }
}
