package dev.tenure.collection.queuelog;

import dev.tenure.collection.ami.Recording;
import dev.tenure.collection.asterisk.AsteriskTranslation;
import dev.tenure.collection.intake.Canonical;
import dev.tenure.collection.model.AgentModel;
import dev.tenure.collection.model.AgentSpan;
import dev.tenure.collection.model.Call;
import dev.tenure.collection.model.CallModel;
import dev.tenure.collection.model.Event;
import dev.tenure.collection.model.Happening;
import dev.tenure.collection.model.Service;
import dev.tenure.collection.told.Told;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Logs read, translated and folded, without a database. */
final class Imported implements LineSink {

  private static final Service ALWAYS = new Service(Instant.EPOCH, null, false);

  final List<QueueLogLine> lines = new ArrayList<>();
  final List<String> unreadable = new ArrayList<>();
  final List<String> remarks = new ArrayList<>();
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
    return read(zone, null, log);
  }

  Imported read(@Nullable ZoneId zone, @Nullable Charset charset, byte[] log) {
    only(zone, charset, log);
    QueueLogTranslation translation = new QueueLogTranslation(List.of(), List.of());
    for (QueueLogLine line : lines) {
      if (LogEvents.skipped(line).isEmpty()) {
        told.addAll(translation.take(line, false).told());
        if (!translation.contradiction().isEmpty()) {
          remarks.add(line.number() + " clock");
        }
        if (translation.isUnbegun()) {
          remarks.add(line.number() + " no-beginning");
        }
      }
    }
    told.addAll(translation.over().told());
    return this;
  }

  /** Parts of a log, imported one after another, each with what the one before remembered. */
  static Imported successive(List<byte[]> parts) {
    Imported all = new Imported();
    List<LogRoster.Covered> covered = List.of();
    List<LogCalls.Waiting> waiting = List.of();
    Map<String, String> renamed = new LinkedHashMap<>();
    Map<String, Told> stored = new LinkedHashMap<>();
    Set<String> calls = new HashSet<>();
    for (byte[] part : parts) {
      Imported one = new Imported();
      one.only(null, null, part);
      QueueLogTranslation translation = new QueueLogTranslation(covered, waiting);
      translation.renamed(renamed);
      List<LogRoster.Taken> taken = new ArrayList<>();
      for (QueueLogLine line : one.lines) {
        if (LogEvents.skipped(line).isEmpty()) {
          taken.add(translation.take(line, calls.contains(line.call())));
        }
      }
      taken.add(translation.over());
      for (LogRoster.Taken each : taken) {
        for (Told told : each.told()) {
          if (!each.known() || stored.containsKey(told.event().id())) {
            stored.putIfAbsent(told.event().id() + told.subject(), told);
          }
          if (told.subject() instanceof Told.Subject.Call(String ref)) {
            calls.add(ref);
          }
        }
      }
      renamed.putAll(translation.newlyRenamed());
      covered = translation.roster().after();
      waiting = translation.roster().last().map(translation.calls()::waiting).orElse(List.of());
    }
    all.told.addAll(stored.values());
    return all;
  }

  /** Reads without telling. */
  private void only(@Nullable ZoneId zone, @Nullable Charset charset, byte[] log) {
    try {
      new QueueLogReader(zone, charset, this).read(new ByteArrayInputStream(log));
    } catch (IOException never) {
      throw new IllegalStateException(never);
    }
  }

  /** All that is told, to be compared. */
  String facts() {
    Set<String> agents = new TreeSet<>();
    told.forEach(each -> {
      if (each.subject() instanceof Told.Subject.Agent(String ref)) {
        agents.add(ref);
      }
    });
    StringBuilder all = new StringBuilder();
    new TreeMap<>(calls()).forEach((ref, call) -> all.append(ref + " " + call + "\n"));
    agents.forEach(ref -> all.append(ref + " " + spans(ref) + "\n"));
    return all.toString();
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
    events.forEach((ref, of) -> CallModel.fold(of, ALWAYS).ifPresent(call -> calls.put(ref, call)));
    return calls;
  }

  /** Status, reason and second since when, of each span of the agent. */
  List<String> agent(String ref) {
    return spans(ref).stream()
        .map(span ->
            "%s%s %d"
                .formatted(
                    span.status(),
                    span.reason().isEmpty() ? "" : " " + span.reason(),
                    span.startedAt().getEpochSecond()))
        .toList();
  }

  /** Each span of the agent. */
  List<AgentSpan> spans(String ref) {
    List<Event> events =
        told.stream()
            .map(each -> Canonical.event(each.event()))
            .filter(e -> e.what() instanceof Happening.OnAgent on && on.agent().equals(ref))
            .toList();
    return AgentModel.fold(events, ALWAYS);
  }

  @Override
  public void remark(long number, Remark remark, String sentence) {
    remarks.add(number + " " + remark.word());
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
