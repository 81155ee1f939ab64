package dev.tenure.collection.intake;

import dev.tenure.collection.SourceId;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** The intake, for connectors. Whose events they are is read anew for each batch (C8). */
@Component
class ConnectorDoor implements EventDoor {

  private final SourceKeyStore sources;
  private final Intake intake;

  ConnectorDoor(SourceKeyStore sources, Intake intake) {
    this.sources = sources;
    this.intake = intake;
  }

  @Override
  public Tally take(SourceId source, List<CanonicalEvent> events) {
    List<Piece> pieces = new ArrayList<>();
    for (CanonicalEvent event : events) {
      pieces.add(event.piece(pieces.size() + 1));
    }
    OpenSource open =
        sources
            .of(source)
            .orElseThrow(() -> new IllegalStateException("There is no source " + source));
    Answer answer = intake.take(open, pieces);
    return new Tally(answer.accepted(), answer.duplicates(), answer.rejected());
  }
}
