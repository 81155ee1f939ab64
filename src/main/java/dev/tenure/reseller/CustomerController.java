package dev.tenure.reseller;

import dev.tenure.account.Account;
import dev.tenure.account.Accounts;
import dev.tenure.account.CustomerDetails;
import dev.tenure.account.EditCustomer;
import dev.tenure.account.Order;
import dev.tenure.account.Outcome;
import dev.tenure.account.ProductType;
import dev.tenure.account.Reason;
import dev.tenure.account.ReinstatementRequests;
import dev.tenure.life.Difference;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import dev.tenure.platform.web.CreatingForm;
import dev.tenure.platform.web.Page;
import dev.tenure.platform.web.Places;
import dev.tenure.platform.web.Problems;
import dev.tenure.platform.web.Typed;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** A customer's first tab: its details, to read and to save. */
@Controller
class CustomerController {

  private final Accounts accounts;
  private final EditCustomer edit;
  private final ReinstatementRequests requests;
  private final DetailsForm form;
  private final Places places;

  CustomerController(
      Accounts accounts,
      EditCustomer edit,
      ReinstatementRequests requests,
      DetailsForm form,
      Places places) {
    this.accounts = accounts;
    this.edit = edit;
    this.requests = requests;
    this.form = form;
    this.places = places;
  }

  @GetMapping(Paths.CUSTOMER)
  ModelAndView show(Page page, Actor actor, @PathVariable String id, Typed asked) {
    Account account = accounts.require(CustomerId.parse(id), actor);
    Page saying = Happened.on(page, account, asked).map(page::saying).orElse(page);
    return view(saying, account, DetailsForm.of(account.details()), Problems.none(), List.of());
  }

  @PostMapping(Paths.CUSTOMER)
  ModelAndView save(Page page, Actor actor, @PathVariable String id, Typed typed) {
    CustomerId customer = CustomerId.parse(id);
    try {
      CustomerDetails details = form.read(typed);
      Order order = new Order(customer, typed.number("version", -1), null, Reason.none(), actor);
      return Redirect.after(customer, edit.edit(order, details));
    } catch (Refused refused) {
      Account account = accounts.require(customer, actor);
      List<Difference> differences =
          refused.refusal() instanceof Refusal.Conflict
              ? differences(page, account, typed)
              : List.of();
      return view(page, account, typed, Problems.of(refused), differences);
    }
  }

  @PostMapping(Paths.CUSTOMER + "/request-reinstatement")
  ModelAndView request(
      Page page, Actor actor, @PathVariable String id, Typed typed, CreatingForm sent) {
    CustomerId customer = CustomerId.parse(id);
    try {
      return sent.lead(() -> {
        requests.request(customer, typed.get("note"), actor);
        return Paths.of(customer);
      });
    } catch (Refused refused) {
      Account account = accounts.require(customer, actor);
      Typed fields = DetailsForm.of(account.details()).with("note", typed.shown().get("note"));
      return view(page, account, fields, Problems.of(refused), List.of());
    }
  }

  private ModelAndView view(
      Page page, Account account, Typed typed, Problems problems, List<Difference> differences) {
    CustomerFrame frame = CustomerFrame.of(page, account);
    Optional<ReinstatementRequests.Request> request =
        frame.terminated() ? requests.open(account.id()) : Optional.empty();
    ModelAndView view =
        frame
            .page()
            .view("reseller/details")
            .addObject("frame", frame)
            .addObject("typed", typed)
            .addObject("problems", problems)
            .addObject("differences", differences)
            .addObject("request", request)
            .addObject("places", places);
    view.setStatus(problems.status());
    return view;
  }

  /** Where a command's outcome leads. */
  static final class Redirect {
    private Redirect() {}

    static ModelAndView after(CustomerId customer, Outcome outcome) {
      return new ModelAndView(
          "redirect:"
              + switch (outcome) {
                case Outcome.Done done -> Paths.done(customer, done.version());
                case Outcome.AlreadySo so -> Paths.of(customer) + "?so=" + so.code();
              });
    }
  }

  private static List<Difference> differences(Page page, Account account, Typed typed) {
    return Difference.between(
        DetailsForm.FIELDS.stream().filter(field -> !field.equals("trial")).toList(),
        DetailsForm.of(account.details()),
        typed,
        field -> page.text("reseller.field." + field),
        (field, value) ->
            field.equals("product") && isProduct(value)
                ? page.text("reseller.product." + value)
                : value);
  }

  /** A form may have been sent with whatever word. */
  private static boolean isProduct(String word) {
    return Arrays.stream(ProductType.values()).anyMatch(each -> each.name().equals(word));
  }
}
