package dev.tenure.collection.intake;

import dev.tenure.collection.SourceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The intake, for imports. */
@Component
class PastEvents implements ImportDoor {

  private final SourceKeyStore sources;
  private final ToldStore told;
  private final AgentJournalStore agents;
  private final Intake intake;

  PastEvents(SourceKeyStore sources, ToldStore told, AgentJournalStore agents, Intake intake) {
    this.sources = sources;
    this.told = told;
    this.agents = agents;
    this.intake = intake;
  }

  private OpenSource open(SourceId source) {
    return sources
        .of(source)
        .orElseThrow(() -> new IllegalStateException("There is no source " + source));
  }

  @Override
  public Set<String> accounts(SourceId source) {
    return Set.copyOf(open(source).customers().keySet());
  }

  @Override
  public Outcome take(SourceId source, List<CanonicalEvent> events) {
    List<Piece> pieces = new ArrayList<>();
    for (CanonicalEvent event : events) {
      pieces.add(event.piece(pieces.size() + 1));
    }
    Answer answer = intake.takePast(open(source), pieces);
    return new Outcome(
        answer.accepted(),
        answer.duplicates(),
        answer.rejections().stream()
            .map(r -> new Refused(r.position(), r.reason(), r.sentence()))
            .toList());
  }

  @Override
  public Set<String> toldCalls(SourceId source, String prefix, Collection<String> calls) {
    return told.calls(source, prefix, calls);
  }

  @Override
  public Map<String, String> storedCalls(SourceId source, Collection<String> calls) {
    return told.stored(source, calls);
  }

  @Override
  public int storedOfAgents(SourceId source, Collection<CanonicalEvent> events) {
    return agents
        .known(
            events.stream()
                .map(event -> new AgentJournalStore.Key(source, event.id()))
                .collect(Collectors.toSet()))
        .size();
  }

  @Override
  public Set<String> toldAgents(
      SourceId source, String prefix, Collection<String> agents, Instant from, Instant to) {
    return told.agents(source, prefix, agents, from, to);
  }
}
