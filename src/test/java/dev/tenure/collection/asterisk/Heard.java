package dev.tenure.collection.asterisk;

import dev.tenure.collection.ami.AmiMessage;
import dev.tenure.collection.ami.Recording;
import dev.tenure.collection.intake.Canonical;
import dev.tenure.collection.model.AgentModel;
import dev.tenure.collection.model.AgentSpan;
import dev.tenure.collection.model.Call;
import dev.tenure.collection.model.CallModel;
import dev.tenure.collection.model.Event;
import dev.tenure.collection.model.Happening;
import dev.tenure.collection.model.Service;
import dev.tenure.collection.told.Told;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Messages translated and folded, without a database. */
final class Heard {

  static final Instant EPOCH = Instant.EPOCH;
  private static final Service ALWAYS = new Service(EPOCH, null, false);

  final List<Told> told = new ArrayList<>();
  final AsteriskTranslation translation = new AsteriskTranslation();

  static Heard recording(String name) {
    Heard heard = new Heard();
    Recording.messages(name).forEach(heard::take);
    return heard;
  }

  /** The same as another phone system might have told it; null where it tells nothing. */
  static Heard recording(String name, Function<AmiMessage, @Nullable AmiMessage> other) {
    Heard heard = new Heard();
    for (AmiMessage message : Recording.messages(name)) {
      AmiMessage told = other.apply(message);
      if (told != null) {
        heard.take(told);
      }
    }
    return heard;
  }

  /** Hears an event at a second of its clock; fields in turn as name and value. */
  Heard at(double second, String event, String... fields) {
    List<AmiMessage.Field> all = new ArrayList<>();
    all.add(new AmiMessage.Field("Event", event));
    all.add(new AmiMessage.Field("Timestamp", "%.6f".formatted(1_000_000 + second)));
    for (int i = 0; i < fields.length; i += 2) {
      all.add(new AmiMessage.Field(fields[i], fields[i + 1]));
    }
    take(new AmiMessage(all));
    return this;
  }

  /** The same of a channel of call {@code c}. */
  Heard at(double second, String event, Of channel, String... fields) {
    List<String> all = new ArrayList<>(channel.fields(""));
    all.addAll(List.of(fields));
    return at(second, event, all.toArray(String[]::new));
  }

  /** A channel, as messages name it. */
  record Of(String channel, String id, String linked, String number, String exten) {
    List<String> fields(String prefix) {
      return List.of(
          prefix + "Channel",
          channel,
          prefix + "Uniqueid",
          id,
          prefix + "Linkedid",
          linked,
          prefix + "CallerIDNum",
          number,
          prefix + "Exten",
          exten);
    }
  }

  /** Fields of who dials and who is dialled, and others in turn as name and value. */
  static String[] both(Of from, Of to, String... more) {
    return parties(List.of(from.fields(""), to.fields("Dest")), more);
  }

  /** Fields of several channels, and others in turn as name and value. */
  static String[] parties(List<List<String>> channels, String... more) {
    List<String> all = new ArrayList<>();
    channels.forEach(all::addAll);
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  private void take(AmiMessage message) {
    told.addAll(translation.take(message, EPOCH));
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
        .forEach((ref, events) ->
            CallModel.fold(events, ALWAYS).ifPresent(call -> calls.put(ref, call)));
    return calls;
  }

  Call call(String ref) {
    return Objects.requireNonNull(calls().get(ref), ref);
  }

  /** The spans of all agents, by name. */
  Map<String, List<AgentSpan>> agents() {
    Map<String, List<AgentSpan>> spans = new LinkedHashMap<>();
    events(false).forEach((ref, events) -> spans.put(ref, AgentModel.fold(events, ALWAYS)));
    return spans;
  }

  /** Status, reason and whole second since when, of each span of the agent. */
  List<String> agent(String ref) {
    return AgentModel.fold(events(false).getOrDefault(ref, List.of()), ALWAYS).stream()
        .map(span ->
            "%s%s %d"
                .formatted(
                    span.status(),
                    span.reason().isEmpty() ? "" : " " + span.reason(),
                    span.startedAt().getEpochSecond() - 1_000_000))
        .toList();
  }

  /** The words of what was told, with the fields that matter most. */
  List<String> words() {
    return told.stream().map(t -> t.event().type()).toList();
  }
}
