package dev.tenure.collection.intake;

import dev.tenure.account.Effect;
import dev.tenure.account.EffectHandler;
import dev.tenure.account.EffectKind;
import dev.tenure.collection.intake.FactsCut.Cut;
import dev.tenure.collection.model.Service;
import dev.tenure.platform.CustomerId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Writes down, some time after a scheduled T, the cut that readers see from T on (A2, C4). Where
 * the schedule was withdrawn or moved there is nothing to cut and nothing happens.
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
  public Map<UUID, String> carryOut(List<Effect> batch) {
    List<CustomerId> customers =
        open.withOpenFacts(batch.stream().map(Effect::account).distinct().toList());
    Map<UUID, Cut> cuts = new HashMap<>();
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
            .map(service -> cut.cutAtEnd(customer, service, reading.now()))
            .reduce(Cut::plus)
            .ifPresent(done -> cuts.put(customer.value(), done));
      }
    }
    Map<UUID, String> outcomes = new HashMap<>();
    batch.forEach(effect -> outcomes.put(effect.id(), words(cuts.get(effect.account()))));
    return outcomes;
  }

  private static String words(@Nullable Cut cut) {
    if (cut == null || cut.equals(new Cut(0, 0))) {
      return "Nothing was open";
    }
    return "%s and %s cut at the end of service"
        .formatted(plural(cut.calls(), "call"), plural(cut.agents(), "agent status"));
  }

  private static String plural(int n, String noun) {
    return n == 1 ? "1 " + noun : n + " " + noun + (noun.endsWith("s") ? "es" : "s");
  }
}
