package dev.tenure.billing.draft;

import dev.tenure.account.Period;
import dev.tenure.billing.HolderId;
import dev.tenure.billing.LineKind;
import dev.tenure.billing.PartNumber;
import dev.tenure.platform.CustomerId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of a customer decides its charges. Whether it is disabled is not among it (D6).
 *
 * @param lives its service periods
 * @param zone its own, of the trial's last day (D13)
 * @param trialUntil last day of its trial, null without one (D7)
 * @param charged what the invoice before charged and credited
 */
public record CustomerFacts(
    CustomerId id,
    String name,
    String reference,
    List<Period> lives,
    ZoneId zone,
    @Nullable LocalDate trialUntil,
    List<Holding> holdings,
    List<Charge> charged) {

  /**
   * A licence held over {@code [from, until)} in local days of the reseller's zone.
   *
   * @param until null while no end is set
   * @param movedFrom who held this licence before, until {@code from}; null when it began here
   *     (D14)
   * @param given when it was assigned: the terms of that time apply (D11)
   * @param trialUntil last day of its own trial in the customer's zone, null without one (D13)
   */
  public record Holding(
      HolderId holder,
      String name,
      PartNumber part,
      LocalDate from,
      @Nullable LocalDate until,
      @Nullable HolderId movedFrom,
      Instant given,
      @Nullable LocalDate trialUntil) {

    /** Whether the other is this licence after a move. */
    public boolean precedes(Holding other) {
      return holder.equals(other.movedFrom)
          && part.equals(other.part)
          && from.isBefore(other.from)
          && other.from.equals(until);
    }

    /** The same licence ending on another day, which is no longer held. */
    public Holding ending(LocalDate otherwise) {
      return new Holding(holder, name, part, from, otherwise, movedFrom, given, trialUntil);
    }
  }

  /**
   * Days {@code [from, until)} that an issued invoice charged, at zero in a trial.
   *
   * @param seq of the line on that invoice
   */
  public record Charge(
      int seq,
      HolderId holder,
      String name,
      PartNumber part,
      LineKind kind,
      LocalDate from,
      LocalDate until,
      long perMonth) {}

  /** The same customer with another life, as if a command had been carried out. */
  public CustomerFacts living(List<Period> otherwise) {
    return new CustomerFacts(id, name, reference, otherwise, zone, trialUntil, holdings, charged);
  }

  /** The same with another life, zone and trial. */
  public CustomerFacts living(
      List<Period> otherwise, ZoneId otherZone, @Nullable LocalDate otherTrial) {
    return new CustomerFacts(
        id, name, reference, otherwise, otherZone, otherTrial, holdings, charged);
  }

  /** The same customer with other licences. */
  public CustomerFacts holding(List<Holding> otherwise) {
    return new CustomerFacts(id, name, reference, lives, zone, trialUntil, otherwise, charged);
  }
}
