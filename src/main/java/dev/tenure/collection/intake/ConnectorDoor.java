package dev.tenure.collection.intake;

import dev.tenure.collection.SourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * The intake, for connectors. Whose events they are is remembered, and looked at again in the
 * transaction that stores them (C8).
 */
@Component
class ConnectorDoor implements EventDoor {

  private final SourceKeyStore sources;
  private final Intake intake;
  private final Folds folds;
  private final Leftovers leftovers;
  private final Map<SourceId, OpenSource> known = new ConcurrentHashMap<>();

  ConnectorDoor(SourceKeyStore sources, Intake intake, Folds folds, Leftovers leftovers) {
    this.sources = sources;
    this.intake = intake;
    this.folds = folds;
    this.leftovers = leftovers;
  }

  @Override
  public Tally take(SourceId source, List<CanonicalEvent> events) {
    List<Piece> pieces = new ArrayList<>(events.size());
    for (CanonicalEvent event : events) {
      pieces.add(event.piece(pieces.size() + 1));
    }
    Answer answer = store(source, pieces);
    return new Tally(answer.accepted(), answer.duplicates(), answer.rejected());
  }

  @Override
  public void settle() {
    folds.settle();
    leftovers.takeAll();
  }

  private Answer store(SourceId source, List<Piece> pieces) {
    OpenSource remembered = known.get(source);
    if (remembered != null && knowsAll(remembered, pieces)) {
      try {
        return intake.take(remembered, pieces, true);
      } catch (StaleSource changed) {
        known.remove(source, remembered);
      }
    }
    OpenSource open =
        sources
            .of(source)
            .orElseThrow(() -> new IllegalStateException("There is no source " + source));
    known.put(source, open);
    return intake.take(open, pieces, false);
  }

  private static boolean knowsAll(OpenSource source, List<Piece> pieces) {
    return pieces.stream()
        .allMatch(piece ->
            !(piece instanceof Piece.Read read)
                || source.customers().containsKey(read.sent().account()));
  }
}
