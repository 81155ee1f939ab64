package dev.tenure.billing;

import dev.tenure.platform.CustomerId;
import dev.tenure.platform.ResellerId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * An issued invoice as it was issued; it never changes (D8).
 *
 * @param name its number as printed
 * @param period the month that it charges in advance; null for an ad hoc one
 * @param zone of its days
 * @param net sum of the lines before discount and tax
 * @param reason of an ad hoc one, else empty
 */
public record Invoice(
    InvoiceId id,
    String name,
    ResellerId reseller,
    @Nullable YearMonth period,
    ZoneId zone,
    Money net,
    Money total,
    int lines,
    Instant issuedAt,
    String issuedBy,
    String reason,
    String plan,
    Party to,
    Party from) {

  /** Who pays or who is paid, as printed. */
  public record Party(String name, String code, String address, String taxNumber) {}

  public boolean periodic() {
    return period != null;
  }

  /** One customer's part, before discount and tax. */
  public record Share(CustomerId customer, String name, String reference, int lines, Money net) {}

  /**
   * One line, in calculation order.
   *
   * @param seq from 1
   * @param usage null for what is nobody's licence
   * @param text name of a discount, tax or adjustment
   * @param base what a discount or tax was computed from, or the price per month that is adjusted;
   *     null for neither, and on lines from before it was kept
   * @param corrects the line of the invoice of the month before that it gives back or adjusts
   *     (D11); zero for none
   */
  public record Line(
      int seq,
      LineKind kind,
      @Nullable Usage usage,
      String text,
      int basisPoints,
      Money amount,
      @Nullable Money base,
      int corrects) {

    /** A line that corrects none and is computed from nothing but itself. */
    public Line(
        int seq, LineKind kind, @Nullable Usage usage, String text, int basisPoints, Money amount) {
      this(seq, kind, usage, text, basisPoints, amount, null, 0);
    }
  }

  /**
   * Days {@code [from, until)} of a user's licence within one month (D3).
   *
   * @param perMonth the price of the whole month
   */
  public record Usage(
      CustomerId customer,
      String customerName,
      String reference,
      HolderId holder,
      String holderName,
      PartNumber part,
      String partName,
      String role,
      LocalDate from,
      LocalDate until,
      int monthDays,
      Money perMonth) {

    public int days() {
      return Math.toIntExact(until.toEpochDay() - from.toEpochDay());
    }
  }
}
