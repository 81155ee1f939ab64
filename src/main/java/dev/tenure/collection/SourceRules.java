package dev.tenure.collection;

import dev.tenure.account.Words;
import dev.tenure.collection.intake.CanonicalEvent;
import dev.tenure.collection.intake.EventDoor;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.PlatformClock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * By which word or rule the events of a phone system are which customer's (C8), after the first one
 * was set. A word that was changed or taken away stays its customer's for a day, so that no call in
 * progress changes its owner.
 */
@Component
public class SourceRules {

  private final Sources sources;
  private final SourceStore store;
  private final SourceTrail trail;
  private final EventDoor door;
  private final PlatformClock clock;

  SourceRules(
      Sources sources, SourceStore store, SourceTrail trail, EventDoor door, PlatformClock clock) {
    this.sources = sources;
    this.store = store;
    this.trail = trail;
    this.door = door;
    this.clock = clock;
  }

  /**
   * The customer's events are told by another word from now on. What is in progress under the old
   * one goes on; for a day it is understood as well.
   *
   * @throws dev.tenure.platform.Refused as not found; as a conflict; as invalid in field {@code
   *     account}
   */
  @Transactional
  public Source replace(SourceId id, long seenVersion, String account, String other, Actor actor) {
    Source source = sources.require(id, actor);
    Source.Mapping mapping = mapping(source, account);
    String word = sources.account(source, other);
    if (word.equals(account)) {
      return source;
    }
    trail.next(source, seenVersion, actor);
    store.replaced(id, account);
    sources.map(source, word, mapping.customer());
    trail.record("source.change-rule", actor, source, mapping.customer(), account, word);
    return sources.require(id, actor);
  }

  /**
   * From now on the events are nobody's, to be counted and not stored. What is in progress ends,
   * and the customer's agents on this phone system are logged out, unless another word of theirs is
   * left.
   *
   * @throws dev.tenure.platform.Refused as not found, or a conflict
   */
  @Transactional
  public Source remove(SourceId id, long seenVersion, String account, Actor actor) {
    Source source = sources.require(id, actor);
    Source.Mapping mapping = mapping(source, account);
    trail.next(source, seenVersion, actor);
    boolean last =
        source.customers().stream()
            .noneMatch(each ->
                each.customer().equals(mapping.customer()) && !each.account().equals(account));
    if (last) {
      end(source, account, mapping.customer());
    }
    store.removed(id, account);
    trail.record("source.remove-customer", actor, source, mapping.customer(), account, "");
    return sources.require(id, actor);
  }

  private void end(Source source, String account, CustomerId customer) {
    Instant now = clock.now();
    List<CanonicalEvent> ends = new ArrayList<>();
    for (SourceStore.Open call : store.openCalls(source.id(), customer)) {
      // A fast clock may have stamped the beginning later than this.
      Instant at = call.since().isBefore(now) ? now : call.since().plus(1, ChronoUnit.MICROS);
      ends.add(
          new CanonicalEvent(
              "taken-away-" + UUID.randomUUID(),
              "CallEnded",
              at,
              account,
              Map.of("callRef", call.ref(), "by", "unknown")));
    }
    for (SourceStore.Open agent : store.openAgents(source.id(), customer)) {
      Instant at = agent.since().isBefore(now) ? now : agent.since().plus(1, ChronoUnit.MICROS);
      ends.add(
          new CanonicalEvent(
              "taken-away-" + UUID.randomUUID(),
              "AgentLoggedOut",
              at,
              account,
              Map.of("agent", agent.ref())));
    }
    if (!ends.isEmpty()) {
      door.take(source.id(), ends);
    }
  }

  private static Source.Mapping mapping(Source source, String account) {
    return source.customers().stream()
        .filter(each -> each.account().equals(account))
        .findFirst()
        .orElseThrow(() ->
            Words.invalid(
                "account", "account-unknown", "It has no such rule any more; look again."));
  }
}
