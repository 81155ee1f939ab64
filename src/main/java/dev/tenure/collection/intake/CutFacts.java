package dev.tenure.collection.intake;

import dev.tenure.account.Effect;
import dev.tenure.account.EffectHandler;
import dev.tenure.account.EffectKind;
import dev.tenure.collection.model.Service;
import dev.tenure.platform.CustomerId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Writes down, some time after a scheduled T, the cut that readers see from T on (A2, C4), and says
 * how much was cut. Where the schedule was withdrawn or moved there is nothing to cut and nothing
 * happens.
 */
@Component
class CutFacts implements EffectHandler {

  private final OpenFactStore open;
  private final LaneStore lanes;
  private final PeriodStore periods;
  private final FactsCut cut;

  CutFacts(OpenFactStore open, LaneStore lanes, PeriodStore periods, FactsCut cut) {
    this.open = open;
    this.lanes = lanes;
    this.periods = periods;
    this.cut = cut;
  }

  @Override
  public String kind() {
    return EffectKind.CUT_FACTS;
  }

  @Override
  public boolean irreversible() {
    // What a cut writes down, facts that come later can't undo.
    return true;
  }

  @Override
  public Map<UUID, String> carryOut(List<Effect> batch) {
    List<CustomerId> customers =
        open.withOpenFacts(batch.stream().map(Effect::account).distinct().toList());
    if (!customers.isEmpty()) {
      // As whoever writes facts: what nodes remember of these lanes is no longer so.
      Set<Integer> theirs = LaneStore.lanes(customers);
      lanes.enter(theirs);
      lanes.leave(theirs);
      periods.enterAlone(customers);
      PeriodStore.Reading reading = periods.read(customers);
      for (CustomerId customer : customers) {
        reading.of(customer).stream()
            .filter(Service::over)
            .forEach(service -> cut.cutAtEnd(customer, service, reading.now()));
      }
    }
    Map<UUID, String> outcomes = new HashMap<>();
    // An immediate termination has cut in its own transaction. What was cut is read from the facts,
    // so that it is the same in both cases and when this is repeated.
    batch.forEach(effect ->
        outcomes.put(
            effect.id(),
            open.cutAt(new CustomerId(effect.account()), effect.dueAt())
                .map(CutFacts::words)
                .orElse("Nothing was open")));
    return outcomes;
  }

  private static String words(OpenFactStore.Cut cut) {
    String calls = cut.calls() == 0 ? "No calls were in progress" : plural(cut.calls(), "call");
    if (cut.agents() == 0 && cut.calls() == 0) {
      return calls;
    }
    return "%s%s%s cut at the end of service"
        .formatted(calls, cut.calls() == 0 ? "; " : " and ", plural(cut.agents(), "agent status"));
  }

  private static String plural(int n, String noun) {
    return n == 1 ? "1 " + noun : n + " " + noun + (noun.endsWith("s") ? "es" : "s");
  }
}
