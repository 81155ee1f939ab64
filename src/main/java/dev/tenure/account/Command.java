package dev.tenure.account;

/** What people may ask of an account's life (A6); the word is the audit trail's. */
public enum Command {
  DISABLE("customer.disable"),
  REENABLE("customer.re-enable"),
  TERMINATE_NOW("customer.terminate-now"),
  TERMINATE_ON_DATE("customer.terminate-on-date"),
  WITHDRAW_TERMINATION("customer.withdraw-termination"),
  REINSTATE("customer.reinstate");

  private final String word;

  Command(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }

  /**
   * Whether it moves the end of the service period, and therefore needs the fence against writers.
   */
  boolean movesTheEnd() {
    return switch (this) {
      case TERMINATE_NOW, TERMINATE_ON_DATE, WITHDRAW_TERMINATION, REINSTATE -> true;
      case DISABLE, REENABLE -> false;
    };
  }
}
