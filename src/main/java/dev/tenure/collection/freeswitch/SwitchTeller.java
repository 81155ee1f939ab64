package dev.tenure.collection.freeswitch;

import dev.tenure.collection.intake.CanonicalEvent;
import dev.tenure.collection.told.Told;
import dev.tenure.collection.told.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Collects what is to be told because of one event, and gives each canonical event its id: the run
 * of FreeSWITCH and its number of the event, so that two who hear the same make the same.
 */
final class SwitchTeller {

  private final List<Told> told = new ArrayList<>();
  private String stem = "";
  private int number;

  /** Begins the next event. */
  List<Told> begin(String core, long sequence) {
    told.clear();
    stem = "%s %016d".formatted(core, sequence);
    number = 0;
    return told;
  }

  /** A word that is the same whenever the present event is heard again. */
  String key() {
    return stem;
  }

  /**
   * An event of a call.
   *
   * @param fields in turn as name and value; empty values are left out
   */
  void call(SwitchCall call, Instant at, String type, String key, String... fields) {
    call(stem, call, at, type, key, fields);
  }

  /** An event of a call that follows from an earlier event, whose key is given. */
  void callBy(
      String earlier, SwitchCall call, Instant at, String type, String key, String... fields) {
    call(earlier, call, at, type, key, fields);
  }

  private void call(
      String of, SwitchCall call, Instant at, String type, String key, String... fields) {
    Map<String, String> all = Words.fields(fields);
    all.put("callRef", Words.clean(call.ref));
    told.add(
        new Told(
            event(of, call.notBeforeStart(at), type, key, all),
            new Told.Subject.Call(call.ref),
            call.marks(),
            type.equals("CallEnded")));
  }

  /** An event of an agent that follows from an earlier event, whose key is given. */
  void agentBy(
      String earlier, String ref, Set<String> marks, Instant at, String type, String reason) {
    Map<String, String> all = Words.fields("reason", reason);
    all.put("agent", Words.clean(ref));
    told.add(
        new Told(event(earlier, at, type, ref, all), new Told.Subject.Agent(ref), marks, false));
  }

  private CanonicalEvent event(
      String of, Instant at, String type, String key, Map<String, String> fields) {
    // What follows from an earlier event has no number: it may be told together with anything.
    String id =
        of.equals(stem)
            ? "%s.%03d %s %s".formatted(of, number++, type, key)
            : "%s.~ %s %s".formatted(of, type, key);
    return new CanonicalEvent(Words.clean(id), type, at, "", fields);
  }
}
