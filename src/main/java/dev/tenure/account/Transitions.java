package dev.tenure.account;

import static dev.tenure.account.Command.DISABLE;
import static dev.tenure.account.Command.REENABLE;
import static dev.tenure.account.Command.REINSTATE;
import static dev.tenure.account.Command.TERMINATE_NOW;
import static dev.tenure.account.Command.TERMINATE_ON_DATE;
import static dev.tenure.account.Command.WITHDRAW_TERMINATION;
import static dev.tenure.account.Condition.DATE_NOT_IN_FUTURE;
import static dev.tenure.account.Condition.HOLDS_ARE_OTHERS;
import static dev.tenure.account.Condition.NOTHING_SCHEDULED;
import static dev.tenure.account.Condition.NOT_SUPPORT;
import static dev.tenure.account.Condition.OTHERS_HOLD_TOO;
import static dev.tenure.account.Condition.SAME_OWNER_HOLDS;
import static dev.tenure.account.Status.ACTIVE;
import static dev.tenure.account.Status.DISABLED;
import static dev.tenure.account.Status.TERMINATED;

import dev.tenure.account.Ruling.AlreadySo;
import dev.tenure.account.Ruling.Permit;
import dev.tenure.account.Ruling.Refuse;
import java.util.List;

/**
 * Rule A6 as data: it guards every command, draws the diagram in docs/lifecycle.md, and a test
 * walks each of its cells.
 */
final class Transitions {

  /** In one status, one command: the first exception whose condition holds rules, else the rule. */
  record Cell(Command command, Status status, Ruling rule, List<Except> exceptions) {}

  record Except(Condition when, Ruling rule) {}

  private static final Ruling ENDED = new Refuse("account-terminated");

  static final List<Cell> TABLE =
      List.of(
          cell(DISABLE, ACTIVE, new Permit(DISABLED)),
          cell(
              DISABLE,
              DISABLED,
              new Permit(DISABLED),
              new Except(SAME_OWNER_HOLDS, new AlreadySo("already-disabled"))),
          cell(DISABLE, TERMINATED, ENDED),
          cell(REENABLE, ACTIVE, new AlreadySo("already-active")),
          cell(
              REENABLE,
              DISABLED,
              new Permit(ACTIVE),
              new Except(HOLDS_ARE_OTHERS, new Refuse("hold-not-yours")),
              new Except(OTHERS_HOLD_TOO, new Permit(DISABLED))),
          cell(REENABLE, TERMINATED, ENDED),
          cell(TERMINATE_NOW, ACTIVE, new Permit(TERMINATED)),
          cell(TERMINATE_NOW, DISABLED, new Permit(TERMINATED)),
          cell(TERMINATE_NOW, TERMINATED, ENDED),
          cell(
              TERMINATE_ON_DATE,
              ACTIVE,
              new Permit(ACTIVE),
              new Except(DATE_NOT_IN_FUTURE, new Refuse("date-not-in-future"))),
          cell(
              TERMINATE_ON_DATE,
              DISABLED,
              new Permit(DISABLED),
              new Except(DATE_NOT_IN_FUTURE, new Refuse("date-not-in-future"))),
          cell(TERMINATE_ON_DATE, TERMINATED, ENDED),
          cell(
              WITHDRAW_TERMINATION,
              ACTIVE,
              new Permit(ACTIVE),
              new Except(NOTHING_SCHEDULED, new Refuse("nothing-scheduled"))),
          cell(
              WITHDRAW_TERMINATION,
              DISABLED,
              new Permit(DISABLED),
              new Except(NOTHING_SCHEDULED, new Refuse("nothing-scheduled"))),
          cell(WITHDRAW_TERMINATION, TERMINATED, new Refuse("withdrawn-too-late")),
          cell(
              REINSTATE,
              ACTIVE,
              new Refuse("not-terminated"),
              new Except(NOT_SUPPORT, new Refuse("support-only"))),
          cell(
              REINSTATE,
              DISABLED,
              new Refuse("not-terminated"),
              new Except(NOT_SUPPORT, new Refuse("support-only"))),
          cell(
              REINSTATE,
              TERMINATED,
              new Permit(ACTIVE),
              new Except(NOT_SUPPORT, new Refuse("support-only"))));

  private Transitions() {}

  private static Cell cell(Command command, Status status, Ruling rule, Except... exceptions) {
    return new Cell(command, status, rule, List.of(exceptions));
  }

  static Ruling decide(Command command, Circumstances circumstances) {
    Cell cell = cell(command, circumstances.state().status());
    return cell.exceptions().stream()
        .filter(except -> except.when().holds(circumstances))
        .findFirst()
        .map(Except::rule)
        .orElse(cell.rule());
  }

  static Cell cell(Command command, Status status) {
    return TABLE.stream()
        .filter(c -> c.command() == command && c.status() == status)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("No cell for " + command + " in " + status));
  }
}
