package dev.tenure.reseller;

import dev.tenure.account.CustomerDetails;
import dev.tenure.account.ProductType;
import dev.tenure.account.Reseller;
import dev.tenure.account.Resellers;
import dev.tenure.collection.LinkedSources.Finding;
import dev.tenure.collection.SourceKind;
import dev.tenure.platform.Actor;
import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import dev.tenure.platform.ResellerId;
import dev.tenure.platform.web.CreatingForm;
import dev.tenure.platform.web.Page;
import dev.tenure.platform.web.Places;
import dev.tenure.platform.web.Problems;
import dev.tenure.platform.web.Typed;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** Creating a customer in three steps; what was typed travels with the form, not with a session. */
@Controller
class NewCustomerController {

  private final Onboarding onboarding;
  private final Resellers resellers;
  private final DetailsForm form;
  private final ConnectionForm connection;
  private final Places places;

  NewCustomerController(
      Onboarding onboarding,
      Resellers resellers,
      DetailsForm form,
      ConnectionForm connection,
      Places places) {
    this.onboarding = onboarding;
    this.resellers = resellers;
    this.form = form;
    this.connection = connection;
    this.places = places;
  }

  @GetMapping(Paths.NEW)
  ModelAndView begin(Page page, Actor actor) {
    Reseller reseller = reseller(actor);
    Map<String, String> first = new LinkedHashMap<>();
    first.put("product", ProductType.REPORTS.name());
    first.put("country", reseller.details().country());
    first.put("zone", reseller.details().zone().getId());
    String longest = longestTrial(page, reseller, reseller.details().zone()).toString();
    first.put("trialUntil", longest);
    first.put("trialProposed", longest);
    first.put("sourceKind", "HTTP");
    return view(page, reseller, WizardStep.DETAILS, new Typed(first), Problems.none(), List.of());
  }

  @PostMapping(Paths.NEW)
  ModelAndView proceed(
      Page page, Actor actor, Typed sent, CreatingForm creating, HttpServletResponse response) {
    Reseller reseller = reseller(actor);
    Typed typed = proposing(page, reseller, connection.comingBack(sent, actor));
    WizardStep step = WizardStep.of(typed.get("step"));
    if (typed.get("go").equals("back")) {
      return view(page, reseller, step.previous(), typed, Problems.none(), List.of());
    }
    try {
      CustomerDetails details = form.read(typed);
      if (typed.get("go").equals("test")) {
        return view(page, reseller, step, typed, Problems.none(), tested(typed, actor, response));
      }
      if (step != WizardStep.DETAILS) {
        onboarding.check(typed, actor);
      }
      return step == WizardStep.ADMINISTRATOR
          ? create(details, typed, actor, creating, response)
          : view(page, reseller, step.next(), typed, Problems.none(), List.of());
    } catch (Refused refused) {
      if (refused.refusal() instanceof Refusal.NotAllowed) {
        throw refused;
      }
      Problems problems = Problems.of(refused);
      WizardStep wrong = step.holding(problems.byField().keySet());
      return view(page, reseller, wrong, typed, problems, List.of());
    }
  }

  private List<Finding> tested(Typed typed, Actor actor, HttpServletResponse response) {
    return ConnectionForm.kind(typed.get("sourceKind"))
        .filter(SourceKind::linked)
        .map(kind -> connection.test(null, kind, typed, actor, response))
        .orElse(List.of());
  }

  private ModelAndView create(
      CustomerDetails details,
      Typed typed,
      Actor actor,
      CreatingForm creating,
      HttpServletResponse response) {
    return creating.lead(
        response,
        () -> {
          Onboarding.Result result = onboarding.open(details, typed, actor);
          return new CreatingForm.Made(
              Paths.phones(result.customer()) + "?done=1",
              result.withKey().map(made -> made.source().id() + "." + made.key()).orElse(""));
        });
  }

  private Reseller reseller(Actor actor) {
    ResellerId id = actor.reseller();
    if (id == null) {
      throw new IllegalStateException("Only a reseller's people come here, not " + actor);
    }
    return resellers.require(id);
  }

  /** D13: the longest trial that begins now, in days of the customer's zone. */
  private static LocalDate longestTrial(Page page, Reseller reseller, ZoneId zone) {
    return page.now().atZone(zone).toLocalDate().plusDays(reseller.details().trialDaysMax());
  }

  /** The proposed day means the longest trial, so it follows a change of zone. */
  private Typed proposing(Page page, Reseller reseller, Typed typed) {
    String longest = longestTrial(page, reseller, form.zone(typed, reseller)).toString();
    return typed.get("trialUntil").equals(typed.get("trialProposed"))
        ? typed.with("trialUntil", longest).with("trialProposed", longest)
        : typed;
  }

  private ModelAndView view(
      Page page,
      Reseller reseller,
      WizardStep step,
      Typed typed,
      Problems problems,
      List<Finding> findings) {
    boolean trials = reseller.details().trialDaysMax() > 0;
    ModelAndView view =
        page.titled("reseller.new.title")
            .crumb(page.text("reseller.customers.title"), Paths.CUSTOMERS)
            .view("reseller/new")
            .addObject("step", step)
            .addObject("typed", typed)
            .addObject("problems", problems)
            .addObject("places", places)
            .addObject(
                "longest",
                trials ? longestTrial(page, reseller, form.zone(typed, reseller)).toString() : "")
            .addObject("findings", findings)
            .addObject("ready", connection.ready());
    view.setStatus(problems.status());
    return view;
  }
}
