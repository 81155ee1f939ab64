package dev.tenure.collection.asterisk;

import dev.tenure.collection.intake.CanonicalEvent;
import dev.tenure.collection.model.Call;
import dev.tenure.collection.told.Told;
import java.util.List;
import java.util.Map;

/** Recordings of a phone system, translated. */
public final class RecordedEvents {

  private RecordedEvents() {}

  /** In the order in which they were told. */
  public static List<CanonicalEvent> of(String recording) {
    return Heard.recording(recording).told.stream().map(Told::event).toList();
  }

  /** The calls that they amount to, by reference. */
  public static Map<String, Call> calls(String recording) {
    return Heard.recording(recording).calls();
  }
}
