package dev.tenure.billing;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How a reseller is charged, as Support keeps it.
 *
 * @param from first day that is charged, in the reseller's zone
 * @param code the reseller's number in Support's own books, may be empty
 * @param address of the invoice, may be empty
 * @param discount in hundredths of a per cent
 * @param tax in hundredths of a per cent
 * @param foundPart what users found in phone systems get automatically; null for nothing
 * @param foundCap how many such licences of a customer may begin before they are confirmed (D17)
 */
public record Charging(
    PlanId plan,
    LocalDate from,
    String code,
    String address,
    String taxNumber,
    String discountName,
    int discount,
    String taxName,
    int tax,
    @Nullable PartNumber foundPart,
    int foundCap) {

  /** How many automatic licences of a customer begin before anybody confirms them (D17). */
  public static final int USUAL_CAP = 10;

  /** The same with the usual cap. */
  public Charging(
      PlanId plan,
      LocalDate from,
      String code,
      String address,
      String taxNumber,
      String discountName,
      int discount,
      String taxName,
      int tax,
      @Nullable PartNumber foundPart) {
    this(
        plan,
        from,
        code,
        address,
        taxNumber,
        discountName,
        discount,
        taxName,
        tax,
        foundPart,
        USUAL_CAP);
  }
}
