package dev.tenure.collection.connect;

import dev.tenure.collection.ami.AmiMessage;
import dev.tenure.collection.asterisk.AsteriskTranslation;
import dev.tenure.collection.told.Known;
import dev.tenure.collection.told.Told;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What one Asterisk tells over one connection. */
final class AsteriskConversation implements Conversation {

  private static final Set<String> EVENT_CLASSES = Set.of("call,all", "agent,all", "dialplan,all");

  private final Start start;
  private final Session session;
  private final AsteriskTranslation translation = new AsteriskTranslation();
  private AmiMessage heard = new AmiMessage(List.of());

  AsteriskConversation(Start start) {
    this.start = start;
    this.session = start.session();
  }

  Start start() {
    return start;
  }

  @Override
  public String version() {
    return start.version().isEmpty() ? "manager " + session.version() : start.version();
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
    List<Told> told = new ArrayList<>(translation.resume(start.snapshot(), known, at));
    for (AmiMessage message : start.meanwhile()) {
      told.addAll(translation.take(message, at));
    }
    return told;
  }

  @Override
  public List<Told> hear(Instant theirNow) throws IOException {
    heard = session.next();
    return translation.take(heard, theirNow);
  }

  @Override
  public Optional<Instant> stamp() {
    return AsteriskTranslation.stamp(heard);
  }

  @Override
  public Optional<String> complaint() {
    return stamp().isEmpty() && EVENT_CLASSES.contains(heard.get("Privilege"))
        ? Optional.of(
            "Its events don't say when they happened: set timestampevents = yes in manager.conf,"
                + " else the time of their arrival stands for it.")
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
    return translation.untoldSince(theirNow);
  }

  @Override
  public int held() {
    return translation.held();
  }

  @Override
  public long dropped() {
    return session.dropped();
  }
}
