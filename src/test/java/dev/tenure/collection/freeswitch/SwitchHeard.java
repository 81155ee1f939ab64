package dev.tenure.collection.freeswitch;

import dev.tenure.collection.eventsocket.SwitchEvent;
import dev.tenure.collection.eventsocket.SwitchRecording;
import dev.tenure.collection.intake.Canonical;
import dev.tenure.collection.model.AgentModel;
import dev.tenure.collection.model.Call;
import dev.tenure.collection.model.CallModel;
import dev.tenure.collection.model.Event;
import dev.tenure.collection.model.Happening;
import dev.tenure.collection.model.Service;
import dev.tenure.collection.told.Told;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Events translated and folded, without a database. */
final class SwitchHeard {

  static final Instant START = Instant.ofEpochSecond(1_000_000);
  private static final Service ALWAYS = new Service(Instant.EPOCH, null, false);

  final List<Told> told = new ArrayList<>();
  final SwitchTranslation translation = new SwitchTranslation();
  private long sequence;

  static SwitchHeard recording() {
    return new SwitchHeard().all(SwitchRecording.events());
  }

  SwitchHeard all(List<SwitchEvent> events) {
    events.forEach(event -> told.addAll(translation.take(event, Instant.EPOCH)));
    return this;
  }

  static Instant second(double second) {
    return START.plusMillis(Math.round(second * 1000));
  }

  /** An event at a second of its clock; headers in turn as name and value. */
  SwitchHeard at(double second, String name, String... headers) {
    Map<String, String> all = new HashMap<>();
    all.put("Event-Name", name);
    all.put("Core-UUID", "core");
    all.put("Event-Sequence", String.valueOf(++sequence));
    all.put("Event-Date-Timestamp", String.valueOf(second(second).toEpochMilli() * 1000));
    for (int i = 0; i < headers.length; i += 2) {
      all.put(headers[i], headers[i + 1]);
    }
    return all(List.of(new SwitchEvent(all)));
  }

  /** The same of a channel. */
  SwitchHeard of(double second, String name, String channel, String... headers) {
    List<String> all = new ArrayList<>(List.of("Unique-ID", channel));
    all.addAll(List.of(headers));
    return at(second, name, all.toArray(String[]::new));
  }

  /** A caller's channel begins. */
  SwitchHeard caller(double second, String channel, String from, String to) {
    return of(
        second,
        "CHANNEL_CREATE",
        channel,
        "Channel-Name",
        "sofia/external/" + from,
        "Call-Direction",
        "inbound",
        "Caller-Caller-ID-Number",
        from,
        "Caller-Destination-Number",
        to,
        "Caller-Context",
        "acme");
  }

  /** A channel to a phone begins, for another one. */
  SwitchHeard dialled(double second, String channel, String to, String caller, String... headers) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "Channel-Name",
                "sofia/internal/" + to,
                "Call-Direction",
                "outbound",
                "Caller-Destination-Number",
                to,
                "Other-Leg-Unique-ID",
                caller));
    all.addAll(List.of(headers));
    return of(second, "CHANNEL_CREATE", channel, all.toArray(String[]::new));
  }

  /** What mod_callcenter tells of a caller. */
  SwitchHeard queue(double second, String action, String caller, String... headers) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "Event-Subclass",
                "callcenter::info",
                "CC-Action",
                action,
                "CC-Queue",
                "support@acme",
                "CC-Member-Session-UUID",
                caller));
    all.addAll(List.of(headers));
    return at(second, "CUSTOM", all.toArray(String[]::new));
  }

  /** What mod_callcenter tells of an agent. */
  SwitchHeard agent(double second, String action, String agent, String... headers) {
    List<String> all =
        new ArrayList<>(
            List.of("Event-Subclass", "callcenter::info", "CC-Action", action, "CC-Agent", agent));
    all.addAll(List.of(headers));
    return at(second, "CUSTOM", all.toArray(String[]::new));
  }

  SwitchHeard due(double second) {
    told.addAll(translation.due(second(second)));
    return this;
  }

  private Map<String, List<Event>> events(boolean calls) {
    Map<String, List<Event>> events = new LinkedHashMap<>();
    for (Told each : told) {
      Event event = Canonical.event(each.event());
      switch (event.what()) {
        case Happening.OnCall on when calls ->
            events.computeIfAbsent(on.call(), ref -> new ArrayList<>()).add(event);
        case Happening.OnAgent on when !calls ->
            events.computeIfAbsent(on.agent(), ref -> new ArrayList<>()).add(event);
        case Happening other -> {}
      }
    }
    return events;
  }

  Map<String, Call> calls() {
    Map<String, Call> calls = new LinkedHashMap<>();
    events(true)
        .forEach((ref, events) -> calls.put(ref, CallModel.fold(events, ALWAYS).orElseThrow()));
    return calls;
  }

  Call call(String ref) {
    return Objects.requireNonNull(calls().get(ref), ref);
  }

  /** Status, reason and whole second since when, of each span of the agent. */
  List<String> agent(String ref, Instant zero) {
    return AgentModel.fold(events(false).getOrDefault(ref, List.of()), ALWAYS).stream()
        .map(span ->
            "%s%s %d"
                .formatted(
                    span.status(),
                    span.reason().isEmpty() ? "" : " " + span.reason(),
                    span.startedAt().getEpochSecond() - zero.getEpochSecond()))
        .toList();
  }

  /** The words of what was told. */
  List<String> words() {
    return told.stream().map(t -> t.event().type()).toList();
  }

  /** Kind, who, result and whole seconds of each segment. */
  List<String> segments(String ref) {
    return call(ref).segments().stream()
        .map(s ->
            "%s %s %s %s"
                .formatted(
                    s.kind(),
                    s.agent().isEmpty() ? s.target() : s.agent(),
                    s.result(),
                    s.endedAt() == null
                        ? "-"
                        : Math.round(
                            java.time.Duration.between(s.startedAt(), s.endedAt()).toMillis()
                                / 1000.0)))
        .toList();
  }
}
