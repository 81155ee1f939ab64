package dev.tenure.reseller;

import dev.tenure.account.Account;
import dev.tenure.platform.web.Page;
import dev.tenure.platform.web.Typed;
import java.util.List;

/** A field in which what is saved now differs from what somebody typed meanwhile (A10). */
public record Difference(String field, String saved, String typed) {

  static List<Difference> between(Page page, Account account, Typed typed) {
    Typed saved = DetailsForm.of(account.details());
    return DetailsForm.FIELDS.stream()
        .filter(field -> !field.equals("trial"))
        .filter(field -> !saved.get(field).equals(typed.get(field)))
        .map(field ->
            new Difference(
                page.text("reseller.field." + field),
                words(page, field, saved.get(field)),
                words(page, field, typed.get(field))))
        .toList();
  }

  private static String words(Page page, String field, String value) {
    if (value.isEmpty()) {
      return "–";
    }
    return field.equals("product") ? page.text("reseller.product." + value) : value;
  }
}
