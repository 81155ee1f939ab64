package dev.tenure.billing.run;

import dev.tenure.billing.FoundPlace;
import dev.tenure.billing.FoundUsers;
import dev.tenure.billing.Money;
import dev.tenure.delivery.Letter;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.ResellerId;
import dev.tenure.platform.web.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** D17: notices to a reseller's administrators about automatic licences that began or wait. */
@Component
class FoundNotices {

  private final FoundNoticeStore store;
  private final FoundUsers found;
  private final Texts texts;

  FoundNotices(FoundNoticeStore store, FoundUsers found, Texts texts) {
    this.store = store;
    this.found = found;
    this.texts = texts;
  }

  /** The emails that are due; returning them marks their users as reported. */
  List<Letter> due() {
    List<Letter> letters = new ArrayList<>();
    for (ResellerId reseller : store.due()) {
      Set<CustomerId> customers = store.claim(reseller);
      List<FoundPlace> places =
          found.of(reseller).stream()
              .filter(place -> customers.contains(place.customer()))
              .toList();
      if (!places.isEmpty()) {
        store.readers(reseller).forEach(reader -> letters.add(letter(reader, places)));
      }
    }
    return letters;
  }

  private Letter letter(FoundNoticeStore.Reader reader, List<FoundPlace> places) {
    int licensed = places.stream().mapToInt(FoundPlace::licensed).sum();
    int waiting = places.stream().mapToInt(FoundPlace::waiting).sum();
    return new Letter(
        reader.email(),
        texts.of("billing.found.subject", licensed, waiting),
        texts.of(
            "billing.found.body",
            reader.name(),
            places.stream().map(this::line).collect(Collectors.joining("\n"))));
  }

  private String line(FoundPlace place) {
    return texts.of(
        "billing.found.line",
        place.name(),
        place.licensed(),
        place.licensedCost().map(Money::shown).orElse(unknown()),
        place.waiting(),
        place.waitingCost().map(Money::shown).orElse(unknown()));
  }

  private String unknown() {
    return texts.of("billing.found.no-price");
  }
}
