package dev.tenure.collection.connect;

import dev.tenure.collection.eventsocket.Frame;
import dev.tenure.collection.eventsocket.SwitchEvent;
import dev.tenure.collection.freeswitch.SwitchSnapshot;
import dev.tenure.collection.freeswitch.SwitchTranslation;
import dev.tenure.collection.told.Known;
import dev.tenure.collection.told.Told;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one FreeSWITCH tells over one connection. */
final class SwitchConversation implements Conversation {

  private final SwitchStart start;
  private final SwitchSession session;
  private final SwitchTranslation translation = new SwitchTranslation();
  private Sweep sweep = new Sweep(Instant.EPOCH);
  private Instant begun = Instant.EPOCH;
  private Instant heardUntil = Instant.EPOCH;
  private @Nullable Instant askedAt;
  private @Nullable Instant stamp;
  private boolean unstamped;
  private long dropped;

  SwitchConversation(SwitchStart start) {
    this.start = start;
    this.session = start.session();
  }

  SwitchStart start() {
    return start;
  }

  @Override
  public String version() {
    return start.version().isEmpty() ? "?" : start.version();
  }

  @Override
  public Duration clockAhead() {
    return start.clockAhead();
  }

  @Override
  public List<String> advice() {
    return start.advice();
  }

  @Override
  public List<Told> resume(Known known, Instant at) {
    sweep = new Sweep(at);
    begun = at;
    heardUntil = at;
    return translation.resume(start.snapshot(), known, at);
  }

  @Override
  public List<Told> hear(Instant theirNow) throws IOException {
    if (askedAt == null && sweep.isDue(theirNow)) {
      askedAt = theirNow;
      session.send(SwitchStart.CHANNELS);
    }
    stamp = null;
    unstamped = false;
    Frame frame = session.next();
    if (frame.isAnswer()) {
      swept(frame);
      return List.of();
    }
    if (!frame.isEvent()) {
      return List.of();
    }
    Optional<SwitchEvent> event = SwitchEvent.read(frame);
    if (event.isEmpty()) {
      dropped++;
      return List.of();
    }
    return heard(event.get(), theirNow);
  }

  private List<Told> heard(SwitchEvent event, Instant theirNow) throws EventsLost {
    Optional<Instant> made = event.stamp();
    stamp = made.orElse(null);
    unstamped = made.isEmpty();
    heardUntil = made.filter(heardUntil::isBefore).orElse(heardUntil);
    List<Told> told = translation.take(event, theirNow);
    if (translation.unannounced().filter(begun::isBefore).isPresent()) {
      throw new EventsLost(
          sweep.agreedAt(), "It told of a channel whose beginning it hadn't told.");
    }
    return told;
  }

  private void swept(Frame answer) throws EventsLost {
    Instant at = askedAt;
    Optional<List<Map<String, String>>> rows =
        at == null ? Optional.empty() : SwitchSnapshot.json(answer.text());
    if (at != null && rows.isPresent()) {
      Set<String> theirs = new HashSet<>();
      rows.get().forEach(row -> theirs.add(row.getOrDefault("uuid", "")));
      askedAt = null;
      sweep.look(theirs, translation.inProgress(), heardUntil, at);
    }
  }

  @Override
  public Optional<Instant> stamp() {
    return Optional.ofNullable(stamp);
  }

  @Override
  public Optional<String> complaint() {
    return unstamped
        ? Optional.of(
            "Some of its events don't say when they happened; the time of their arrival stands for"
                + " it.")
        : Optional.empty();
  }

  @Override
  public boolean hasMore() {
    return session.hasMore();
  }

  @Override
  public List<Told> due(Instant theirNow) {
    return translation.due(theirNow);
  }

  @Override
  public List<Told> restate(Instant theirNow) {
    return translation.restate(theirNow);
  }

  @Override
  public List<Told> moved(Instant theirNow) {
    return translation.moved(theirNow);
  }

  @Override
  public void nudge() throws IOException {
    session.nudge();
  }

  @Override
  public Optional<Instant> untoldSince(Instant theirNow) {
    return Optional.empty();
  }

  @Override
  public int held() {
    return translation.held();
  }

  @Override
  public long dropped() {
    return dropped;
  }
}
