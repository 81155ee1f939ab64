package dev.tenure.collection;

import dev.tenure.account.ImportedHistory;
import dev.tenure.account.Outcome;
import dev.tenure.account.Words;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import java.io.PrintStream;
import java.util.List;

/**
 * The period of history to set before an import (C10), from the options of {@code ./tenure import}.
 *
 * @param from empty to set none
 * @param to empty for the beginning of the customer's own service
 * @param customer its id; empty where the phone system has only one
 */
record HistoryOrder(String from, String to, String customer) {

  private static final String FROM = "--history-from=";
  private static final String TO = "--history-to=";
  private static final String CUSTOMER = "--customer=";

  static HistoryOrder none() {
    return new HistoryOrder("", "", "");
  }

  static boolean isOption(String word) {
    return word.startsWith(FROM) || word.startsWith(TO) || word.startsWith(CUSTOMER);
  }

  HistoryOrder with(String word) {
    if (word.startsWith(FROM)) {
      return new HistoryOrder(word.substring(FROM.length()), to, customer);
    }
    return word.startsWith(TO)
        ? new HistoryOrder(from, word.substring(TO.length()), customer)
        : new HistoryOrder(from, to, word.substring(CUSTOMER.length()));
  }

  boolean isWhole() {
    return !from.isEmpty() || (to.isEmpty() && customer.isEmpty());
  }

  /**
   * Sets the period, if one was asked for, and prints so.
   *
   * @throws dev.tenure.platform.Refused as {@link ImportedHistory#add}; as invalid when it isn't
   *     clear whose history it is
   */
  void make(ImportedHistory history, Source source, Actor actor, PrintStream out) {
    if (from.isEmpty()) {
      return;
    }
    List<CustomerId> fitting =
        source.customers().stream()
            .map(Source.Mapping::customer)
            .distinct()
            .filter(each -> customer.isEmpty() || each.toString().equals(customer))
            .toList();
    if (fitting.size() != 1) {
      throw Words.invalid(
          "customer",
          "customer-missing",
          "Name one of the phone system's customers with --customer=ID; its id is in the address"
              + " of its page.");
    }
    Outcome outcome = history.add(fitting.getFirst(), from, to, actor);
    out.println(
        outcome instanceof Outcome.Done
            ? "Set a period of imported history from %s".formatted(from)
            : "This period of imported history was already set");
  }
}
