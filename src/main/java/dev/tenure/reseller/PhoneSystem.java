package dev.tenure.reseller;

import dev.tenure.account.Account;
import dev.tenure.collection.IntakeTally;
import dev.tenure.collection.Source;
import dev.tenure.platform.web.Page;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A phone system as its customer's page shows it.
 *
 * @param account the code under which it sends this customer's events; empty for none
 * @param others how many other customers it serves
 * @param counts what became of its events in the last seven days, by reason in words (C7)
 * @param silent whether no event ever came
 * @param key its key in the clear just after it was made, else empty
 */
public record PhoneSystem(
    Source source,
    String account,
    int others,
    Map<String, Long> counts,
    boolean silent,
    String key) {

  static PhoneSystem of(
      Page page, Account account, Source source, List<IntakeTally> tallies, String key) {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (IntakeTally tally : tallies) {
      counts.merge(page.text("reseller.intake." + tally.reason()), tally.count(), Long::sum);
    }
    String code =
        source.customers().stream()
            .filter(mapping -> mapping.customer().equals(account.id()))
            .map(Source.Mapping::account)
            .findFirst()
            .orElse("");
    int others =
        (int)
            source.customers().stream()
                .filter(mapping -> !mapping.customer().equals(account.id()))
                .count();
    return new PhoneSystem(source, code, others, counts, tallies.isEmpty(), key);
  }
}
