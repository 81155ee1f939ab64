package dev.tenure.billing;

import dev.tenure.account.Words;

/** The number by which a part is known on plans, licences and invoices; upper case. */
public record PartNumber(String value) implements Comparable<PartNumber> {

  /**
   * Reads one as it was typed.
   *
   * @throws dev.tenure.platform.Refused as invalid in that field
   */
  public static PartNumber parse(String field, String text) {
    String number = text.strip().toUpperCase(java.util.Locale.ROOT);
    if (!number.matches("[A-Z0-9][A-Z0-9.-]{0,29}")) {
      throw Words.invalid(
          field,
          "part-number-invalid",
          "Write the part number with up to 30 letters, digits, dots and hyphens, for example"
              + " TEN-ESS.");
    }
    return new PartNumber(number);
  }

  @Override
  public int compareTo(PartNumber other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
