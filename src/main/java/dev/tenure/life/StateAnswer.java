package dev.tenure.life;

import dev.tenure.account.Dials;
import dev.tenure.account.Hold;
import dev.tenure.account.State;
import dev.tenure.account.Timeline;
import dev.tenure.platform.web.Formats;
import dev.tenure.platform.web.Page;
import gg.jte.Content;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an account is at an instant that somebody asked for (A3).
 *
 * @param badge null for an instant before the account existed
 */
public record StateAnswer(Content question, LifeEvent.@Nullable Mark badge, List<Content> facts) {

  public StateAnswer {
    facts = List.copyOf(facts);
  }

  static StateAnswer of(Page page, Timeline life, Instant at, Optional<Instant> known) {
    Formats formats = page.formats();
    Optional<State> state =
        known.isEmpty() ? life.at(at) : life.asKnownAt(known.get()).flatMap(then -> then.at(at));
    String instant = formats.weekday(at) + ", " + formats.time(at);
    Content question =
        known
            .map(when ->
                page.rich(
                    "life.state.as-known",
                    instant,
                    formats.weekday(when) + ", " + formats.time(when),
                    formats.zone().getId()))
            .orElseGet(() -> page.rich("life.state.at", instant, formats.zone().getId()));
    return state
        .map(then ->
            new StateAnswer(
                question,
                new LifeEvent.Mark(
                    LifeWords.tone(then.status()), LifeWords.status(page, then.status())),
                facts(page, then)))
        .orElseGet(() -> new StateAnswer(question, null, List.of(page.rich("life.state.before"))));
  }

  private static List<Content> facts(Page page, State state) {
    Formats formats = page.formats();
    List<Content> facts = new ArrayList<>();
    for (Hold hold : state.holds()) {
      facts.add(
          page.rich(
              "life.state.hold",
              LifeWords.owner(page, hold.owner()),
              formats.dateTime(hold.since()),
              hold.author().name(),
              LifeWords.reason(page, hold.reason())));
    }
    state
        .scheduled()
        .ifPresent(end ->
            facts.add(page.rich("life.state.scheduled", formats.weekday(end), formats.time(end))));
    if (state instanceof State.Terminated ended) {
      facts.add(page.rich("life.state.ended", formats.dateTime(ended.at())));
    }
    Dials dials = state.status().dials();
    facts.add(
        page.rich(
            "life.state.dials",
            onOff(page, dials.access()),
            onOff(page, dials.collection()),
            onOff(page, dials.billing())));
    return facts;
  }

  private static String onOff(Page page, boolean on) {
    return page.text(on ? "life.state.on" : "life.state.off");
  }
}
