package dev.tenure.billing;

import dev.tenure.account.Words;
import java.math.BigDecimal;
import java.math.RoundingMode;

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
    try {
      return new BigDecimal(text.strip().replace("%", "").strip())
          .setScale(2, RoundingMode.UNNECESSARY)
          .movePointRight(2)
          .intValueExact();
    } catch (ArithmeticException | NumberFormatException wrong) {
      throw Words.invalid(
          field,
          "percent-invalid",
          "Write a percentage with at most two decimals, for example 7.5.");
    }
  }
}
