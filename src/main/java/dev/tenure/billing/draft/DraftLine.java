package dev.tenure.billing.draft;

import dev.tenure.billing.HolderId;
import dev.tenure.billing.LineKind;
import dev.tenure.billing.PartNumber;
import dev.tenure.billing.Terms;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One line of a draft, in calculation order.
 *
 * @param usage whose licence and which days; null for discount and tax
 * @param text the name of a discount or tax, else empty
 * @param basisPoints of a discount or tax, else zero
 * @param base what a discount or tax is computed from, or the price per month that is adjusted,
 *     else zero
 * @param amount in minor units, negative for credits and discounts
 * @param terms that it was made under (D11)
 */
public record DraftLine(
    LineKind kind,
    @Nullable Usage usage,
    String text,
    int basisPoints,
    long base,
    long amount,
    Terms terms) {

  /**
   * Days of a licence within one calendar month, {@code [from, until)}.
   *
   * @param monthDays length of that month; the fraction charged is days ÷ monthDays (D3)
   * @param perMonth the price of the whole month
   * @param tier number of licences from which this price holds, zero where the price is no tier
   * @param corrects the line of the previous invoice that it credits or adjusts; zero for none
   */
  public record Usage(
      HolderId holder,
      String holderName,
      PartNumber part,
      LocalDate from,
      LocalDate until,
      int monthDays,
      long perMonth,
      int tier,
      int corrects) {

    public int days() {
      return Math.toIntExact(until.toEpochDay() - from.toEpochDay());
    }
  }

  /** The usage of a line that has one by its kind. */
  public Usage used() {
    if (usage == null) {
      throw new IllegalStateException("No licence on " + this);
    }
    return usage;
  }
}
