package dev.tenure.customer.agents;

import dev.tenure.collection.AgentDays;
import dev.tenure.collection.ServiceGap;
import dev.tenure.platform.web.Address;
import dev.tenure.platform.web.Page;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * The day that a page is about, and the ways to its neighbours.
 *
 * @param here the address that reproduces the page
 * @param date as a date field holds it
 * @param name "Wed 25 Nov 2026"
 * @param next empty for today
 * @param today address of today, empty on it
 * @param hours a sentence about a day that has not 24 hours; empty for others
 * @param gaps sentences that name the times without service (C9)
 */
public record DayPage(
    Address here,
    String date,
    String name,
    String previous,
    String next,
    String today,
    String hours,
    List<String> gaps,
    List<DayAxis.Block> gapBlocks,
    DayAxis axis) {

  /** Copies the lists. */
  public DayPage {
    gaps = List.copyOf(gaps);
    gapBlocks = List.copyOf(gapBlocks);
  }

  static DayPage of(Page page, AgentDays.Frame frame, List<ServiceGap> gaps, Address here) {
    LocalDate date = frame.day().date();
    DayAxis axis = new DayAxis(frame, page.formats());
    boolean today = date.equals(frame.today().date());
    List<String> sentences = gaps.stream().map(gap -> sentence(page, gap)).toList();
    return new DayPage(
        here,
        date.toString(),
        page.formats().weekday(date),
        on(here, date.minusDays(1)),
        date.isBefore(frame.today().date()) ? on(here, date.plusDays(1)) : "",
        today ? "" : here.without("from", "day").toString(),
        axis.hours() == 24 ? "" : page.text("customer.day.hours", axis.hours()),
        sentences,
        axis.gaps(gaps, sentences),
        axis);
  }

  private static String on(Address here, LocalDate date) {
    return here.without("from").with("day", date.toString()).toString();
  }

  /** "No service from … to …": the same words as in the list of calls. */
  static String sentence(Page page, ServiceGap gap) {
    Instant to = gap.to();
    return to == null
        ? page.text("customer.calls.gap-open", page.formats().dateTime(gap.from()))
        : page.text(
            "customer.calls.gap",
            page.formats().dateTime(gap.from()),
            page.formats().dateTime(to),
            page.formats().span(Duration.between(gap.from(), to)));
  }
}
