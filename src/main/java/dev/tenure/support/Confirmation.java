package dev.tenure.support;

import dev.tenure.billing.InvoicePages;
import dev.tenure.billing.Money;
import dev.tenure.billing.NextInvoices;
import dev.tenure.billing.Rehearsal;
import dev.tenure.platform.web.CreatingForm;
import dev.tenure.platform.web.Page;
import dev.tenure.platform.web.Typed;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.ModelAndView;

/**
 * A page that shows an act's figures before it costs money. Its form carries a mark of the figures;
 * a mark of other figures doesn't confirm these.
 *
 * @param lead one sentence: what will be done
 * @param facts labels and their values
 * @param resellers whose invoices are affected, with the figures of their next ones
 * @param more how many further resellers are affected
 * @param button the text of the button that confirms
 */
public record Confirmation(
    String lead, List<Fact> facts, List<Row> resellers, int more, String button) {

  /** A label and its value. */
  public record Fact(String label, String value) {}

  /**
   * One reseller's invoice.
   *
   * @param before its present total; "–" where it isn't shown
   * @param problem why the figures aren't known; empty where they are
   */
  public record Row(
      String reseller,
      String period,
      String net,
      String discount,
      String tax,
      String before,
      String total,
      String problem) {}

  public Confirmation {
    facts = List.copyOf(facts);
    resellers = List.copyOf(resellers);
  }

  /** The rows of effects, to be shown. */
  static List<Row> rows(List<Rehearsal.Effect> effects) {
    List<Row> rows = new ArrayList<>();
    for (Rehearsal.Effect effect : effects) {
      NextInvoices.Estimate after = effect.after();
      rows.add(
          after == null
              ? new Row(
                  effect.name(), "–", "–", "–", "–", total(effect.before()), "–", effect.problem())
              : new Row(
                  effect.name(),
                  InvoicePages.month(after.period()),
                  after.net().shown(),
                  after.discount().shown(),
                  after.tax().shown(),
                  total(effect.before()),
                  after.total().shown(),
                  ""));
    }
    return rows;
  }

  private static String total(NextInvoices.@Nullable Estimate estimate) {
    return estimate == null ? "–" : estimate.total().shown();
  }

  /** The sum of the invoices, one for each currency. */
  static String together(List<Rehearsal.Effect> effects) {
    Map<String, Money> sums = new TreeMap<>();
    for (Rehearsal.Effect effect : effects) {
      NextInvoices.Estimate after = effect.after();
      if (after != null) {
        sums.merge(after.total().currency().getCurrencyCode(), after.total(), Money::plus);
      }
    }
    return sums.isEmpty()
        ? "–"
        : sums.values().stream().map(Money::shown).collect(Collectors.joining(" + "));
  }

  /** A fingerprint of everything shown. */
  public String mark() {
    try {
      byte[] all =
          MessageDigest.getInstance("SHA-256")
              .digest((lead + facts + resellers + more).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(all, 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Returns only when exactly this page was shown and confirmed.
   *
   * @throws Unconfirmed otherwise
   */
  void demand(Typed typed) {
    if (!typed.get(CreatingForm.CONFIRMED).equals(mark())) {
      throw new Unconfirmed(this, typed.has(CreatingForm.CONFIRMED));
    }
  }

  /** Whether the form is to be edited instead of confirmed. */
  static boolean back(Typed typed) {
    return typed.get("go").equals("edit");
  }

  /** Rolls the transaction back, and carries the page that asks. */
  static final class Unconfirmed extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Confirmation asked;
    private final boolean changed;

    Unconfirmed(Confirmation asked, boolean changed) {
      super("Not confirmed yet", null, false, false);
      this.asked = asked;
      this.changed = changed;
    }

    /** The page that asks, under the title and crumbs of the page given. */
    ModelAndView view(Page page, Typed typed) {
      Map<String, String> kept = typed.except(Set.of(CreatingForm.CONFIRMED, "go"));
      return page.view("support/confirm")
          .addObject("asked", asked)
          .addObject("changed", changed)
          .addObject("kept", kept);
    }
  }
}
