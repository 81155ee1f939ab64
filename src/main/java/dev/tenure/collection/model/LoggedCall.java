package dev.tenure.collection.model;

import dev.tenure.collection.CallDirection;
import dev.tenure.collection.model.Happening.Exit;
import dev.tenure.collection.model.Happening.OfferFailure;
import dev.tenure.collection.model.Happening.Party;
import dev.tenure.collection.model.Happening.QueueLogged;
import dev.tenure.collection.model.Happening.Refusal;
import dev.tenure.collection.model.Happening.Transfer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The events of one call that follow from the lines of a queue_log, regardless of their order
 * within a second and of their files (C5). The log's own seconds of waiting and talking outrank
 * differences of its clock. A call begins when it enters its first queue, and ends with the last
 * known line (C13). No event lies beyond the latest line, so that a T after all lines cuts nothing.
 */
final class LoggedCall {

  private final List<Event> told = new ArrayList<>();
  private final Service service;
  private final Instant latest;
  private final String call;
  private @Nullable LoggedVisit visit;
  private boolean talking;
  private boolean begun;
  private Instant now = Instant.MIN;
  private Party endedBy = Party.UNKNOWN;

  private LoggedCall(List<LoggedLine> lines, Service service) {
    this.service = service;
    this.call = lines.getFirst().what().call();
    this.latest = lines.stream().map(LoggedLine::at).max(Comparator.naturalOrder()).orElseThrow();
  }

  /** The events, with those that follow from lines of a queue_log in place of the lines. */
  static Collection<Event> told(Collection<Event> events, Service service) {
    List<LoggedLine> lines = new ArrayList<>();
    for (Event event : events) {
      if (event.what() instanceof QueueLogged what && service.contains(event.at())) {
        lines.add(new LoggedLine(event.at(), event.id(), what));
      }
    }
    if (lines.isEmpty()) {
      return events;
    }
    List<Event> all = new ArrayList<>();
    events.stream().filter(event -> !(event.what() instanceof QueueLogged)).forEach(all::add);
    all.addAll(new LoggedCall(lines, service).take(lines));
    return all;
  }

  private List<Event> take(List<LoggedLine> lines) {
    LoggedOrder order = new LoggedOrder(lines);
    for (LoggedLine line = order.next(visit, talking);
        line != null;
        line = order.next(visit, talking)) {
      take(line);
    }
    if (visit != null) {
      // Its end isn't known, so it doesn't count as abandoned.
      leave(null, null, Exit.LOST);
    }
    if (begun) {
      tell(now, new Happening.CallEnded(call, endedBy));
    }
    told.sort(Comparator.comparing(Event::at));
    List<Event> numbered = new ArrayList<>(told.size());
    for (Event event : told) {
      String id = "%s%04d".formatted(Event.LOGGED, numbered.size());
      numbered.add(new Event(id, event.at(), event.what()));
    }
    return numbered;
  }

  private void take(LoggedLine line) {
    QueueLogged what = line.what();
    boolean here = visit != null && visit.queue.equals(what.queue());
    switch (what.word()) {
      case "ENTERQUEUE" -> enter(line);
      case "CONNECT" -> connect(line, here);
      case "RINGNOANSWER" -> offer(line, here, busy(what));
      case "RINGCANCELED" -> offer(line, here, OfferFailure.CANCELLED);
      case "AGENTDUMP", "SYSCOMPAT" -> offer(line, here, OfferFailure.REJECTED);
      case "COMPLETEAGENT" -> complete(line, here, Party.AGENT, null);
      case "COMPLETECALLER" -> complete(line, here, Party.CALLER, null);
      case "TRANSFER", "BLINDTRANSFER" -> complete(line, here, Party.UNKNOWN, Transfer.BLIND);
      case "ATTENDEDTRANSFER" -> complete(line, here, Party.UNKNOWN, Transfer.ATTENDED);
      case "ABANDON" -> exit(line, here, Exit.ABANDONED);
      case "EXITEMPTY" -> exit(line, here, Exit.EMPTY);
      case "EXITWITHKEY" -> exit(line, here, Exit.KEY);
      case "EXITWITHTIMEOUT" -> exit(line, here, Exit.TIMEOUT);
      case "WITHDRAW" -> exit(line, here, Exit.WITHDRAWN);
      case "FULL" -> refuse(line, Refusal.FULL);
      case "CLOSED" -> refuse(line, Refusal.CLOSED);
      case "JOINEMPTY", "JOINUNAVAIL" -> refuse(line, Refusal.EMPTY);
      default -> {
        // Of no call.
      }
    }
  }

  private static OfferFailure busy(QueueLogged what) {
    Long rang = what.rang();
    return rang != null && rang == 0 ? OfferFailure.BUSY : OfferFailure.NO_ANSWER;
  }

  private void enter(LoggedLine line) {
    if (visit != null) {
      leave(line, null, null);
    }
    visit = new LoggedVisit(line);
    endedBy = Party.UNKNOWN;
  }

  private void connect(LoggedLine line, boolean here) {
    if (visit != null && here && !talking) {
      visit.answered(line);
      talking = true;
    } else if (visit == null) {
      // It entered before the log begins: there is a talk, but no visit is made up (C13).
      Instant at = begin(line.at(), line.what());
      tell(at, answer(line.what()));
      endedBy = Party.UNKNOWN;
    }
  }

  private void offer(LoggedLine line, boolean here, OfferFailure why) {
    if (visit != null && here && !line.what().agent().isEmpty()) {
      visit.offered(line, why);
    }
  }

  private void complete(LoggedLine line, boolean here, Party by, @Nullable Transfer transfer) {
    if (visit != null && here) {
      if (!talking) {
        visit.answered(line.atAnswer());
        talking = true;
      }
      endedBy = by;
      leave(line, transfer, null);
    } else if (visit == null && begun && endedBy == Party.UNKNOWN && !line.at().isBefore(now)) {
      // The end, or transfer, of a talk that has no visit.
      Instant at = line.at();
      tell(at, new Happening.QueueCallEnded(call, line.what().queue(), by));
      endedBy = by;
      now = at;
    }
  }

  private void exit(LoggedLine line, boolean here, Exit how) {
    if (visit != null && here && !talking) {
      endedBy = how == Exit.ABANDONED ? Party.CALLER : Party.UNKNOWN;
      leave(line, null, how);
    }
  }

  private void refuse(LoggedLine line, Refusal why) {
    if (visit == null) {
      Instant at = begin(line.at(), line.what());
      tell(at, new Happening.QueueRefused(call, line.what().queue(), why));
      endedBy = Party.UNKNOWN;
    }
  }

  /** The first known line of a call begins it. */
  private Instant begin(Instant asked, QueueLogged what) {
    Instant at = asked.isBefore(now) ? now : asked;
    at = at.isBefore(service.from()) ? service.from() : at;
    if (!begun) {
      begun = true;
      String leg = what.call();
      boolean enters = what.word().equals("ENTERQUEUE");
      tell(
          at,
          new Happening.LegStarted(
              call,
              leg,
              enters ? what.direction() : CallDirection.UNKNOWN,
              enters ? what.from() : "",
              "",
              ""));
    }
    now = at;
    return at;
  }

  /** Reports the whole visit once it is over, as far as is known. */
  private void leave(@Nullable LoggedLine last, @Nullable Transfer transfer, @Nullable Exit how) {
    LoggedVisit over = visit;
    if (over == null) {
      return;
    }
    LoggedVisit.Times times = over.times(last, now, latest);
    Instant entered = begin(times.entered(), over.entering());
    Instant left = later(entered, times.left());
    Instant until = later(left, times.until());
    tell(entered, new Happening.QueueEntered(call, over.queue));
    over.offers(entered, left, (at, what) -> tell(at, what));
    LoggedLine answer = over.answer();
    if (answer != null) {
      tell(left, answer(answer.what()));
      end(until, over.queue, last, transfer);
    } else if (how != null) {
      tell(left, new Happening.QueueExited(call, over.queue, how));
    }
    now = until;
    visit = null;
    talking = false;
  }

  private void end(
      Instant at, String queue, @Nullable LoggedLine last, @Nullable Transfer transfer) {
    if (last == null || last.what().word().equals("ENTERQUEUE")) {
      return;
    }
    if (transfer == null) {
      tell(at, new Happening.QueueCallEnded(call, queue, endedBy));
    } else {
      QueueLogged what = last.what();
      tell(at, new Happening.Transferred(call, transfer, what.agent(), what.to()));
    }
  }

  private Happening answer(QueueLogged what) {
    return new Happening.QueueAnswered(call, what.queue(), what.leg(), what.agent());
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private void tell(Instant at, Happening what) {
    told.add(new Event("", at, what));
  }
}
