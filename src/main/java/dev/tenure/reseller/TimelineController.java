package dev.tenure.reseller;

import dev.tenure.account.Account;
import dev.tenure.account.Accounts;
import dev.tenure.account.EffectQueue;
import dev.tenure.account.Moment;
import dev.tenure.account.Words;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Refused;
import dev.tenure.platform.web.Page;
import dev.tenure.platform.web.Problems;
import dev.tenure.platform.web.Typed;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/** A customer's life on one axis, and what it was or will be at any instant. */
@Controller
class TimelineController {

  private final Accounts accounts;
  private final EffectQueue effects;

  TimelineController(Accounts accounts, EffectQueue effects) {
    this.accounts = accounts;
    this.effects = effects;
  }

  @GetMapping(Paths.CUSTOMER + "/timeline")
  ModelAndView show(Page viewed, Actor actor, @PathVariable String id, Typed asked) {
    Account account = accounts.require(CustomerId.parse(id), actor);
    CustomerFrame frame = CustomerFrame.of(viewed, account);
    Page page = frame.page();
    Problems problems = Problems.none();
    Optional<StateAnswer> answer = Optional.empty();
    try {
      answer = answer(page, account, asked);
    } catch (Refused refused) {
      problems = Problems.of(refused);
    }
    ModelAndView view =
        page.view("reseller/timeline")
            .addObject("frame", frame)
            .addObject("axis", Axis.of(page, account))
            .addObject("events", LifeEvent.of(page, account, effects.of(account.id().value())))
            .addObject("answer", answer)
            .addObject("typed", asked)
            .addObject("problems", problems);
    view.setStatus(problems.status());
    return view;
  }

  private static Optional<StateAnswer> answer(Page page, Account account, Typed asked) {
    if (asked.get("at").isBlank() && asked.get("known").isBlank()) {
      return Optional.empty();
    }
    ZoneId zone = account.details().zone();
    Instant at = instant("at", asked.get("at"), zone).orElse(account.readAt());
    return Optional.of(
        StateAnswer.of(page, account.timeline(), at, instant("known", asked.get("known"), zone)));
  }

  /** A local date and time as a form sends it, resolved as A8 says. */
  private static Optional<Instant> instant(String field, String text, ZoneId zone) {
    if (text.isBlank()) {
      return Optional.empty();
    }
    try {
      LocalDateTime local = LocalDateTime.parse(text.length() == 10 ? text + "T00:00" : text);
      return Optional.of(Moment.resolve(local.toLocalDate(), local.toLocalTime(), zone).instant());
    } catch (DateTimeParseException notATime) {
      throw Words.invalid(
          field, "date-unknown", "There is no such date and time. Write it as 2026-11-30T17:30.");
    }
  }
}
