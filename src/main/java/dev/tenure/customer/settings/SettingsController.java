package dev.tenure.customer.settings;

import dev.tenure.collection.CustomerSettings;
import dev.tenure.collection.Measures;
import dev.tenure.collection.Threshold;
import dev.tenure.identity.Principal;
import dev.tenure.life.Difference;
import dev.tenure.platform.Actor;
import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import dev.tenure.platform.web.Notice;
import dev.tenure.platform.web.Page;
import dev.tenure.platform.web.Problems;
import dev.tenure.platform.web.Typed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** The customer's own settings: measures on one page, thresholds on another. */
@Controller
class SettingsController {

  private static final String MEASURES = "/portal/settings";
  private static final String THRESHOLDS = "/portal/settings/thresholds";

  private final CustomerSettings settings;

  SettingsController(CustomerSettings settings) {
    this.settings = settings;
  }

  @GetMapping(MEASURES)
  ModelAndView measures(Page page, Principal who, Typed asked) {
    CustomerSettings.Present present = settings.of(who.ownCustomer());
    return measures(
        told(page, present, asked),
        present,
        MeasuresForm.of(present.measures()),
        Problems.none(),
        List.of());
  }

  @PostMapping(MEASURES)
  ModelAndView saveMeasures(Page page, Principal who, Actor actor, Typed typed) {
    Entry entry = new Entry(typed, page.texts());
    Measures measures = MeasuresForm.read(entry, settings.of(who.ownCustomer()).measures());
    if (entry.problems().any()) {
      return measures(page, settings.of(who.ownCustomer()), typed, entry.problems(), List.of());
    }
    try {
      long seen = typed.number("version", -1);
      return saved(MEASURES, seen, settings.setMeasures(who.ownCustomer(), measures, seen, actor));
    } catch (Refused refused) {
      CustomerSettings.Present present = settings.of(who.ownCustomer());
      return measures(
          page,
          present,
          typed.with("version", String.valueOf(present.version())),
          Problems.of(refused),
          refused.refusal() instanceof Refusal.Conflict
              ? differences(page, present, typed)
              : List.of());
    }
  }

  private static List<Difference> differences(
      Page page, CustomerSettings.Present present, Typed typed) {
    return Difference.between(
        MeasuresForm.FIELDS,
        MeasuresForm.of(present.measures()),
        typed,
        field -> page.text("customer.settings." + field),
        (field, value) -> value);
  }

  private static ModelAndView measures(
      Page page,
      CustomerSettings.Present present,
      Typed typed,
      Problems problems,
      List<Difference> differences) {
    ModelAndView view =
        page.titled("customer.settings.title")
            .view("customer/settings/measures")
            .addObject("present", present)
            .addObject("typed", typed)
            .addObject("problems", problems)
            .addObject("differences", differences);
    view.setStatus(problems.status());
    return view;
  }

  @GetMapping(THRESHOLDS)
  ModelAndView thresholds(Page page, Principal who, Typed asked) {
    CustomerSettings.Present present = settings.of(who.ownCustomer());
    return thresholds(
        told(page, present, asked),
        present,
        ThresholdsForm.of(present.thresholds()),
        Problems.none());
  }

  /** Adding and removing rows only shows the form again; what was typed is kept. */
  @PostMapping(THRESHOLDS)
  ModelAndView saveThresholds(Page page, Principal who, Actor actor, Typed typed) {
    CustomerSettings.Present present = settings.of(who.ownCustomer());
    if (typed.has("add")) {
      return thresholds(page, present, ThresholdsForm.added(typed), Problems.none());
    }
    if (typed.has("remove")) {
      Typed rest = ThresholdsForm.removed(typed, typed.number("remove", -1));
      return thresholds(page, present, rest, Problems.none());
    }
    Entry entry = new Entry(typed, page.texts());
    List<Threshold> thresholds = ThresholdsForm.read(entry);
    if (entry.problems().any()) {
      return thresholds(page, present, typed, entry.problems());
    }
    try {
      long seen = typed.number("version", -1);
      boolean done = settings.setThresholds(who.ownCustomer(), thresholds, seen, actor);
      return saved(THRESHOLDS, seen, done);
    } catch (Refused refused) {
      CustomerSettings.Present newer = settings.of(who.ownCustomer());
      Typed again = typed.with("version", String.valueOf(newer.version()));
      return thresholds(page, newer, again, Problems.of(refused));
    }
  }

  private static ModelAndView thresholds(
      Page page, CustomerSettings.Present present, Typed typed, Problems problems) {
    ModelAndView view =
        page.titled("customer.settings.title")
            .view("customer/settings/thresholds")
            .addObject("present", present)
            .addObject("typed", typed)
            .addObject("rows", IntStream.range(0, ThresholdsForm.rows(typed)).boxed().toList())
            .addObject("full", ThresholdsForm.rows(typed) == ThresholdsForm.MOST)
            .addObject(
                "figures", choices(page, "customer.figure.", Threshold.Figure.values(), true))
            .addObject(
                "comparisons",
                choices(page, "customer.comparison.", Threshold.Comparison.values(), false))
            .addObject("tones", choices(page, "customer.tone.", Threshold.Tone.values(), false))
            .addObject("problems", problems);
    view.setStatus(problems.status());
    return view;
  }

  private static <E extends Enum<E>> Map<String, String> choices(
      Page page, String prefix, E[] values, boolean none) {
    Map<String, String> choices = new LinkedHashMap<>();
    if (none) {
      choices.put("", page.text("customer.settings.no-figure"));
    }
    for (E value : values) {
      choices.put(value.name(), page.text(prefix + value));
    }
    return choices;
  }

  private static ModelAndView saved(String address, long seen, boolean done) {
    return new ModelAndView(
        "redirect:" + address + (done ? "?done=" + (seen + 1) : "?so=unchanged"));
  }

  private static Page told(Page page, CustomerSettings.Present present, Typed asked) {
    if (asked.get("so").equals("unchanged")) {
      return page.saying(new Notice("info", page.rich("customer.settings.unchanged")));
    }
    return present.version() > 0 && asked.number("done", -1) == present.version()
        ? page.saying(
            new Notice(
                "ok",
                page.rich("customer.settings.done", page.formats().time(present.changedAt()))))
        : page;
  }
}
