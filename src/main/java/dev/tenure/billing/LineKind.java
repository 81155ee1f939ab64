package dev.tenure.billing;

/** Why a line stands on an invoice. The order is that of calculation. */
public enum LineKind {
  /** Days of the period, charged in advance (D2). */
  ADVANCE,
  /** Days before the period that no invoice has charged yet (D2). */
  ARREARS,
  /** Days of a trial, at nought (D7). */
  TRIAL,
  /** Days that were invoiced and are not owed, as the plan credits them (D5). */
  CREDIT,
  /** Days that were invoiced at the price of another tier by volume (D15). */
  VOLUME,
  /** What Support charged or credited by hand, with a reason (D8). */
  ADJUSTMENT,
  /** A discount on the sum of the lines above. */
  DISCOUNT,
  /** Tax on the sum of all lines above. */
  TAX;

  /** Whether it charges, or credits, days of a user's licence. */
  public boolean ofLicence() {
    return compareTo(ADJUSTMENT) < 0;
  }

  /** The rule that the line stands for. */
  public String rule() {
    return switch (this) {
      case ADVANCE, ARREARS -> "D2";
      case TRIAL -> "D7";
      case CREDIT -> "D5";
      case VOLUME -> "D15";
      case ADJUSTMENT -> "D8";
      case DISCOUNT, TAX -> "D3";
    };
  }

  /** How the amount enters the total: as a sum, or computed from what stands above it. */
  public String operator() {
    return switch (this) {
      case ADVANCE, ARREARS, TRIAL, VOLUME, ADJUSTMENT -> "add";
      case CREDIT -> "subtract";
      case DISCOUNT -> "subtract-percent";
      case TAX -> "add-percent";
    };
  }
}
