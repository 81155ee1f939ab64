package dev.tenure.billing;

import dev.tenure.billing.draft.CustomerFacts;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One change of one licence; an act is a list of them, for its cost (D9) and for writing it. */
sealed interface LicenceStep {

  HolderId holder();

  /** The holder's name. */
  String name();

  PartNumber part();

  /** Whether it is the step's licence that began on that day. */
  private static boolean meets(LicenceStep step, CustomerFacts.Holding held, LocalDate from) {
    return held.holder().equals(step.holder())
        && held.part().equals(step.part())
        && held.from().equals(from);
  }

  /**
   * A licence begins.
   *
   * @param until day that it ends, null while none is set
   * @param before the holder that it is moved from, null for a licence of its own (D14)
   * @param trialUntil the trial that goes with it, null without one (D13)
   */
  record Begin(
      HolderId holder,
      String name,
      PartNumber part,
      LocalDate from,
      @Nullable LocalDate until,
      @Nullable HolderId before,
      @Nullable LocalDate trialUntil)
      implements LicenceStep {

    /** One without a trial. */
    Begin(
        HolderId holder,
        String name,
        PartNumber part,
        LocalDate from,
        @Nullable LocalDate until,
        @Nullable HolderId before) {
      this(holder, name, part, from, until, before, null);
    }
  }

  /**
   * The licence that began on a day ends on another; one that would end by its first day was never
   * held.
   *
   * @param from its first day
   * @param on first day on which it is no longer held
   */
  record End(HolderId holder, String name, PartNumber part, LocalDate from, LocalDate on)
      implements LicenceStep {

    boolean dropped() {
      return !on.isAfter(from);
    }
  }

  /**
   * A licence that continues takes over the rest of another's minimum term (D5): both are one from
   * now on.
   *
   * @param from its first day
   */
  record Link(HolderId holder, String name, PartNumber part, LocalDate from, HolderId before)
      implements LicenceStep {}

  /**
   * The customer's licences as they would be after the steps, in their order; what begins is
   * assigned now.
   */
  static List<CustomerFacts.Holding> applied(
      List<CustomerFacts.Holding> now, List<LicenceStep> steps) {
    List<CustomerFacts.Holding> then = new ArrayList<>(now);
    for (LicenceStep step : steps) {
      switch (step) {
        case Begin begin ->
            then.add(
                new CustomerFacts.Holding(
                    begin.holder(),
                    begin.name(),
                    begin.part(),
                    begin.from(),
                    begin.until(),
                    begin.before(),
                    Instant.MAX,
                    begin.trialUntil()));
        case End end ->
            then.replaceAll(held -> meets(end, held, end.from()) ? held.ending(end.on()) : held);
        case Link link ->
            then.replaceAll(held ->
                meets(link, held, link.from()) && held.movedFrom() == null
                    ? new CustomerFacts.Holding(
                        held.holder(),
                        held.name(),
                        held.part(),
                        held.from(),
                        held.until(),
                        link.before(),
                        held.given(),
                        held.trialUntil())
                    : held);
      }
    }
    then.removeIf(held -> {
      LocalDate until = held.until();
      return until != null && !until.isAfter(held.from());
    });
    return then;
  }
}
