package dev.tenure.support;

import dev.tenure.platform.web.Page;
import dev.tenure.platform.web.Typed;
import java.util.List;

/** A field in which what is saved now differs from what somebody typed meanwhile (A10). */
public record Difference(String field, String saved, String typed) {

  static List<Difference> between(Page page, Typed saved, Typed typed) {
    return ResellerForm.FIELDS.stream()
        .filter(field -> !saved.get(field).equals(typed.get(field)))
        .map(field ->
            new Difference(
                page.text("support.reseller." + field), saved.get(field), typed.get(field)))
        .toList();
  }
}
