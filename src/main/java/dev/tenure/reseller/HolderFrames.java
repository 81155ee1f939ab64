package dev.tenure.reseller;

import dev.tenure.account.Account;
import dev.tenure.account.Accounts;
import dev.tenure.billing.Holder;
import dev.tenure.billing.HolderId;
import dev.tenure.billing.LicenceChange;
import dev.tenure.billing.Licences;
import dev.tenure.billing.PartNumber;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Outlook;
import dev.tenure.platform.web.Page;
import dev.tenure.platform.web.Problems;
import dev.tenure.platform.web.Typed;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** The frame of all pages about one user's licences. */
@Component
class HolderFrames {

  /** One user of one customer, as the viewer sees them. */
  record HolderFrame(CustomerFrame frame, Licences.Overview overview, Holder holder) {

    String address() {
      return frame.address() + "/licences/" + holder.id();
    }

    /** A form about the user as it is shown first, with the mark of what is shown (A10). */
    Typed first() {
      return new Typed(
          Map.of("on", overview.today().toString(), "mark", String.valueOf(overview.mark())));
    }

    /**
     * The change of one of the user's licences that the form asks for.
     *
     * @throws dev.tenure.platform.Refused as invalid in {@code part} or {@code on}
     */
    LicenceChange change(Typed typed, boolean give) {
      return new LicenceChange(
          frame.account().id(),
          holder.id(),
          PartNumber.parse("part", typed.get("part")),
          give,
          DetailsForm.date(typed, "on"));
    }

    /** A form about the user, as typed, with the cost once it was asked for. */
    ModelAndView view(
        String template, Typed typed, @Nullable Outlook<Licences.Cost> cost, Problems problems) {
      ModelAndView view =
          frame
              .page()
              .crumb(frame.account().name(), frame.address())
              .crumb(frame.page().text("reseller.tab.licences"), frame.address() + "/licences")
              .named(holder.name())
              .view(template)
              .addObject("address", address())
              .addObject("back", frame.address() + "/licences")
              .addObject("holder", holder)
              .addObject("held", HolderWords.held(frame.page(), overview, holder))
              .addObject("overview", overview)
              .addObject("cost", Optional.ofNullable(cost))
              .addObject("typed", typed)
              .addObject("problems", problems);
      view.setStatus(problems.status());
      return view;
    }
  }

  private final Accounts accounts;
  private final Licences licences;

  HolderFrames(Accounts accounts, Licences licences) {
    this.accounts = accounts;
    this.licences = licences;
  }

  /**
   * @throws dev.tenure.platform.Refused as not found
   */
  HolderFrame of(Page page, Actor actor, String customer, String holder) {
    Account account = accounts.require(CustomerId.parse(customer), actor);
    Licences.Overview overview = licences.of(account.id(), actor);
    return new HolderFrame(
        CustomerFrame.of(page, account), overview, overview.require(HolderId.parse(holder)));
  }
}
