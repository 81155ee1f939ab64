package dev.tenure.reseller;

import dev.tenure.account.Words;
import dev.tenure.billing.HolderId;
import dev.tenure.billing.HolderJoins;
import dev.tenure.billing.HolderMatch;
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
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** Joins somebody who signs in with an agent of a phone system, or undoes it, after the cost. */
@Controller
class JoinController {

  private final HolderJoins joins;
  private final HolderFrames frames;

  JoinController(HolderJoins joins, HolderFrames frames) {
    this.joins = joins;
    this.frames = frames;
  }

  @GetMapping(Paths.LICENCE_JOIN)
  ModelAndView form(Page page, Actor actor, @PathVariable String id, @PathVariable String holder) {
    HolderFrames.HolderFrame frame = frames.of(page, actor, id, holder);
    return joining(frame, frame.first(), null, Problems.none());
  }

  @PostMapping(Paths.LICENCE_JOIN)
  ModelAndView join(
      Page page, Actor actor, @PathVariable String id, @PathVariable String holder, Typed typed) {
    HolderFrames.HolderFrame frame = frames.of(page, actor, id, holder);
    CustomerId customer = frame.frame().account().id();
    HolderId one = frame.holder().id();
    try {
      if (typed.get("other").isBlank()) {
        throw Words.invalid("other", "user-missing", "Choose who is the same person.");
      }
      HolderId other = HolderId.parse(typed.get("other"));
      if (!typed.has("confirm")) {
        return joining(frame, typed, joins.cost(customer, one, other, actor), Problems.none());
      }
      joins.join(customer, one, other, typed.number("mark", -1), actor);
      return new ModelAndView("redirect:" + Paths.of(customer) + "/licences?done=joined");
    } catch (Refused refused) {
      if (refused.refusal() instanceof Refusal.NotFound) {
        throw refused;
      }
      return joining(frame, typed, null, Problems.of(refused));
    }
  }

  private ModelAndView joining(
      HolderFrames.HolderFrame frame,
      Typed typed,
      @Nullable Outlook<Licences.Cost> cost,
      Problems problems) {
    Page page = frame.frame().page();
    Map<String, String> users = new LinkedHashMap<>();
    List<HolderMatch> matches = joins.candidates(frame.overview(), frame.holder());
    for (HolderMatch match : matches) {
      String label =
          match.other().name() + ", " + match.other().email() + match.other().extension();
      String signs =
          match.signs().stream()
              .sorted()
              .map(sign -> page.text("reseller.join.sign." + sign))
              .collect(Collectors.joining(", "));
      users.put(
          match.other().id().toString(),
          signs.isEmpty() ? label : page.text("reseller.join.suggested", label, signs));
    }
    return frame.view("reseller/licence-join", typed, cost, problems).addObject("users", users);
  }

  @GetMapping(Paths.LICENCE_SEPARATE)
  ModelAndView undo(Page page, Actor actor, @PathVariable String id, @PathVariable String holder) {
    HolderFrames.HolderFrame frame = frames.of(page, actor, id, holder);
    return separating(frame, frame.first(), actor);
  }

  @PostMapping(Paths.LICENCE_SEPARATE)
  ModelAndView separate(
      Page page, Actor actor, @PathVariable String id, @PathVariable String holder, Typed typed) {
    HolderFrames.HolderFrame frame = frames.of(page, actor, id, holder);
    if (!typed.has("confirm")) {
      return separating(frame, frame.first(), actor);
    }
    CustomerId customer = frame.frame().account().id();
    try {
      joins.separate(customer, frame.holder().id(), typed.number("mark", -1), actor);
      return new ModelAndView("redirect:" + Paths.of(customer) + "/licences?done=separated");
    } catch (Refused refused) {
      if (refused.refusal() instanceof Refusal.NotFound) {
        throw refused;
      }
      return frame.view("reseller/licence-separate", typed, null, Problems.of(refused));
    }
  }

  /** Shows the cost first: there is nothing to choose. */
  private ModelAndView separating(HolderFrames.HolderFrame frame, Typed typed, Actor actor) {
    try {
      return frame.view(
          "reseller/licence-separate",
          typed,
          joins.separateCost(frame.frame().account().id(), frame.holder().id(), actor),
          Problems.none());
    } catch (Refused refused) {
      return frame.view("reseller/licence-separate", typed, null, Problems.of(refused));
    }
  }
}
