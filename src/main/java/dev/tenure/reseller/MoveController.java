package dev.tenure.reseller;

import dev.tenure.account.Words;
import dev.tenure.billing.Holder;
import dev.tenure.billing.HolderId;
import dev.tenure.billing.LicenceChange;
import dev.tenure.billing.Licences;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Outlook;
import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import dev.tenure.platform.web.Page;
import dev.tenure.platform.web.Problems;
import dev.tenure.platform.web.Typed;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** Moves a licence from one user to another, after the cost (D14). */
@Controller
class MoveController {

  private final Licences licences;
  private final HolderFrames frames;

  MoveController(Licences licences, HolderFrames frames) {
    this.licences = licences;
    this.frames = frames;
  }

  @GetMapping(Paths.LICENCE_MOVE)
  ModelAndView form(Page page, Actor actor, @PathVariable String id, @PathVariable String holder) {
    HolderFrames.HolderFrame frame = frames.of(page, actor, id, holder);
    return view(frame, frame.first(), null, Problems.none());
  }

  /** Shows the cost, and carries out what was confirmed. */
  @PostMapping(Paths.LICENCE_MOVE)
  ModelAndView move(
      Page page, Actor actor, @PathVariable String id, @PathVariable String holder, Typed typed) {
    HolderFrames.HolderFrame frame = frames.of(page, actor, id, holder);
    CustomerId customer = frame.frame().account().id();
    try {
      LicenceChange change = frame.change(typed, false);
      if (typed.get("to").isBlank()) {
        throw Words.invalid("to", "user-missing", "Choose the user who takes the licence over.");
      }
      HolderId to = HolderId.parse(typed.get("to"));
      if (!typed.has("confirm")) {
        return view(frame, typed, licences.moveCost(change, to, actor), Problems.none());
      }
      licences.move(change, to, typed.number("mark", -1), actor);
      return new ModelAndView("redirect:" + Paths.of(customer) + "/licences?done=moved");
    } catch (Refused refused) {
      if (refused.refusal() instanceof Refusal.NotFound) {
        throw refused;
      }
      return view(frame, typed, null, Problems.of(refused));
    }
  }

  private static ModelAndView view(
      HolderFrames.HolderFrame frame,
      Typed typed,
      @Nullable Outlook<Licences.Cost> cost,
      Problems problems) {
    Map<String, String> parts = new LinkedHashMap<>();
    for (Holder.Held held : frame.holder().licences()) {
      if (held.reaches(frame.overview().today())) {
        parts.put(held.part().value(), HolderWords.part(frame.overview(), held.part()));
      }
    }
    Map<String, String> users = new LinkedHashMap<>();
    Page page = frame.frame().page();
    for (Holder other : frame.overview().holders()) {
      if (!other.id().equals(frame.holder().id())) {
        users.put(
            other.id().toString(),
            other.name() + ", " + page.text("reseller.licences.origin." + other.origin()));
      }
    }
    return frame
        .view("reseller/licence-move", typed, cost, problems)
        .addObject("parts", parts)
        .addObject("users", users);
  }
}
