package dev.tenure.collection.asterisk;

import dev.tenure.collection.intake.CanonicalEvent;
import dev.tenure.collection.told.Told;
import java.util.List;

/** Recordings of a phone system, translated. */
public final class RecordedEvents {

  private RecordedEvents() {}

  /** In the order in which they were told. */
  public static List<CanonicalEvent> of(String recording) {
    return Heard.recording(recording).told.stream().map(Told::event).toList();
  }
}
