package dev.tenure.collection.asterisk;

import dev.tenure.collection.intake.CanonicalEvent;
import dev.tenure.collection.told.Told;
import dev.tenure.collection.told.Words;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects what is to be told because of one message, and gives each event its id. */
final class Teller {

  /** Events after which a call has no more. */
  private static final Set<String> LAST = Set.of("CallEnded", "CallJoined");

  private final List<Told> told = new ArrayList<>();
  private int number;

  /** Begins the next message. */
  List<Told> begin() {
    told.clear();
    number = 0;
    return told;
  }

  /**
   * An event of a call. Its id follows from what Asterisk told, so that two who hear the same make
   * the same events.
   *
   * @param fields in turn as name and value; empty values are left out
   */
  void call(Conversation call, Instant at, String type, String key, String... fields) {
    Map<String, String> all = Words.fields(fields);
    all.put("callRef", Words.clean(call.ref));
    CanonicalEvent event = event(call.notBeforeStart(at), at, type, key, all);
    call.keep(event);
    tell(event, call, LAST.contains(type));
  }

  /** Reports an event of a call again, as part of the call that it has joined. */
  void again(CanonicalEvent event, String branch, Conversation call) {
    Map<String, String> all = new HashMap<>(event.fields());
    all.put("callRef", Words.clean(call.ref));
    all.put("branch", Words.clean(branch));
    String id = Words.clean(event.id() + " in " + call.ref);
    tell(new CanonicalEvent(id, event.type(), event.at(), "", all), call, false);
  }

  private void tell(CanonicalEvent event, Conversation call, boolean last) {
    told.add(new Told(event, new Told.Subject.Call(call.ref), call.marks(), last));
  }

  void agent(String ref, Set<String> marks, Instant at, String type, @Nullable String reason) {
    Map<String, String> all = Words.fields("reason", reason == null ? "" : reason);
    all.put("agent", Words.clean(ref));
    told.add(new Told(event(at, at, type, ref, all), new Told.Subject.Agent(ref), marks, false));
  }

  private CanonicalEvent event(
      Instant at, Instant stamp, String type, String key, Map<String, String> fields) {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, stamp);
    String id = "%016d.%d %s %s".formatted(micros, number++, type, key);
    return new CanonicalEvent(Words.clean(id), type, at, "", fields);
  }
}
