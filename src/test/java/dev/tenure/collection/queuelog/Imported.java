package dev.tenure.collection.queuelog;

import dev.tenure.collection.ami.Recording;
import dev.tenure.collection.asterisk.AsteriskTranslation;
import dev.tenure.collection.intake.Canonical;
import dev.tenure.collection.model.AgentModel;
import dev.tenure.collection.model.Call;
import dev.tenure.collection.model.CallModel;
import dev.tenure.collection.model.Event;
import dev.tenure.collection.model.Happening;
import dev.tenure.collection.model.Service;
import dev.tenure.collection.told.Told;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Logs read, translated and folded, without a database. */
final class Imported implements LineSink {

  private static final Service ALWAYS = new Service(Instant.EPOCH, null, false);

  final List<QueueLogLine> lines = new ArrayList<>();
  final List<String> unreadable = new ArrayList<>();
  final List<Told> told = new ArrayList<>();

  static Imported text(@Nullable ZoneId zone, String text) {
    return new Imported().read(zone, text.getBytes(StandardCharsets.UTF_8));
  }

  static Imported text(String text) {
    return text(null, text);
  }

  static byte[] resource(String name) {
    String path = "/asterisk/" + name;
    try (InputStream file = Objects.requireNonNull(Imported.class.getResourceAsStream(path), path);
        InputStream in = name.endsWith(".gz") ? new GZIPInputStream(file) : file) {
      return in.readAllBytes();
    } catch (IOException broken) {
      throw new IllegalStateException("The log can't be read: " + path, broken);
    }
  }

  Imported read(@Nullable ZoneId zone, byte[] log) {
    try {
      new QueueLogReader(zone, this).read(new ByteArrayInputStream(log));
    } catch (IOException never) {
      throw new IllegalStateException(never);
    }
    QueueLogTranslation translation = new QueueLogTranslation();
    for (QueueLogLine line : lines) {
      if (translation.skipped(line).isEmpty()) {
        told.addAll(translation.take(line));
      }
    }
    told.addAll(translation.end());
    return this;
  }

  /** What the same calls were by AMI. */
  static Map<String, Call> ami(String recording) {
    AsteriskTranslation translation = new AsteriskTranslation();
    List<Told> told = new ArrayList<>();
    Recording.messages(recording)
        .forEach(message -> told.addAll(translation.take(message, Instant.EPOCH)));
    return calls(told);
  }

  Map<String, Call> calls() {
    return calls(told);
  }

  Call call(String ref) {
    return Objects.requireNonNull(calls().get(ref), ref);
  }

  private static Map<String, Call> calls(List<Told> told) {
    Map<String, List<Event>> events = new LinkedHashMap<>();
    for (Told each : told) {
      Event event = Canonical.event(each.event());
      if (event.what() instanceof Happening.OnCall on) {
        events.computeIfAbsent(on.call(), ref -> new ArrayList<>()).add(event);
      }
    }
    Map<String, Call> calls = new LinkedHashMap<>();
    events.forEach((ref, of) -> calls.put(ref, CallModel.fold(of, ALWAYS).orElseThrow()));
    return calls;
  }

  /** Status, reason and second since when, of each span of the agent. */
  List<String> agent(String ref) {
    List<Event> events =
        told.stream()
            .map(each -> Canonical.event(each.event()))
            .filter(e -> e.what() instanceof Happening.OnAgent on && on.agent().equals(ref))
            .toList();
    return AgentModel.fold(events, ALWAYS).stream()
        .map(span ->
            "%s%s %d"
                .formatted(
                    span.status(),
                    span.reason().isEmpty() ? "" : " " + span.reason(),
                    span.startedAt().getEpochSecond()))
        .toList();
  }

  @Override
  public void line(QueueLogLine line) {
    lines.add(line);
  }

  @Override
  public void unreadable(long number, SkipReason reason, String sentence) {
    unreadable.add(number + " " + reason.word());
  }
}
