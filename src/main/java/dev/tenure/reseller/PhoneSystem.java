package dev.tenure.reseller;

import dev.tenure.account.Account;
import dev.tenure.collection.Source;
import dev.tenure.phones.SourceView;
import java.util.List;

/**
 * A phone system as its customer's page shows it.
 *
 * @param rules the codes or rules under which it sends this customer's events
 * @param others how many other customers it serves
 * @param key its key in the clear just after it was made, else empty
 */
public record PhoneSystem(
    SourceView view, String address, List<String> rules, int others, String key) {

  public PhoneSystem {
    rules = List.copyOf(rules);
  }

  static PhoneSystem of(Account account, SourceView view, String key) {
    List<Source.Mapping> all = view.source().customers();
    List<String> rules =
        all.stream()
            .filter(mapping -> mapping.customer().equals(account.id()))
            .map(Source.Mapping::account)
            .filter(rule -> !rule.isEmpty())
            .toList();
    int others =
        (int)
            all.stream()
                .map(Source.Mapping::customer)
                .filter(customer -> !customer.equals(account.id()))
                .distinct()
                .count();
    return new PhoneSystem(view, Paths.of(view.source().id()), rules, others, key);
  }
}
