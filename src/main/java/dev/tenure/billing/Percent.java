package dev.tenure.billing;

import dev.tenure.account.Words;
import java.math.BigDecimal;

/** Percentages in hundredths of a per cent. */
public final class Percent {

  private Percent() {}

  /** "7.5 %". */
  public static String shown(int basisPoints) {
    return plain(basisPoints) + " %";
  }

  /** "7.5". */
  public static String plain(int basisPoints) {
    return BigDecimal.valueOf(basisPoints, 2).stripTrailingZeros().toPlainString();
  }

  /**
   * Reads a percentage; nothing is nought.
   *
   * @throws dev.tenure.platform.Refused as invalid in that field
   */
  public static int parse(String field, String text) {
    if (text.isBlank()) {
      return 0;
    }
    String written = text.strip().replaceFirst("\\s*%$", "");
    if (!written.matches("[0-9]{1,6}([.][0-9]{1,2})?")) {
      throw Words.invalid(
          field,
          "percent-invalid",
          "Write a percentage with at most two decimals, for example 7.5.");
    }
    return new BigDecimal(written).movePointRight(2).intValueExact();
  }
}
