package dev.tenure.collection;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an agent's day amounts to.
 *
 * @param byStatus how long the agent was what; holds are taken out of the talks they lie in
 * @param byReason of the time not ready, by its reason; '' where none was told
 * @param cut whether something was open at T and ends there (C4)
 * @param untold the part of {@code byStatus} before the phone system first reported a status of the
 *     agent: the time around it isn't known (C13)
 * @param told whether it ever reported one; without that, logged in, available and not ready are
 *     not told, which isn't zero
 */
public record AgentTotals(
    Map<AgentStatus, Duration> byStatus,
    Map<String, Duration> byReason,
    boolean cut,
    Map<AgentStatus, Duration> untold,
    boolean told) {

  /** Wraps the maps. */
  public AgentTotals {
    byStatus = Collections.unmodifiableMap(new EnumMap<>(byStatus));
    byReason = Collections.unmodifiableMap(new TreeMap<>(byReason));
    untold = Collections.unmodifiableMap(new EnumMap<>(untold));
  }

  /**
   * Sums the spells up.
   *
   * @param firstTold when the phone system first reported a status of the agent, null for never
   */
  public static AgentTotals of(Collection<AgentSpell> spells, @Nullable Instant firstTold) {
    Map<AgentStatus, Duration> byStatus = none();
    Map<AgentStatus, Duration> untold = none();
    Map<String, Duration> byReason = new TreeMap<>();
    boolean cut = false;
    for (AgentSpell spell : spells) {
      Duration held = spell.held().compareTo(spell.length()) > 0 ? spell.length() : spell.held();
      byStatus.merge(spell.status(), spell.length().minus(held), Duration::plus);
      byStatus.merge(AgentStatus.ON_HOLD, held, Duration::plus);
      untold.merge(spell.status(), before(spell, firstTold), Duration::plus);
      if (spell.status() == AgentStatus.NOT_READY) {
        byReason.merge(spell.detail(), spell.length(), Duration::plus);
      }
      cut |= spell.cut();
    }
    return new AgentTotals(byStatus, byReason, cut, untold, firstTold != null);
  }

  private static Map<AgentStatus, Duration> none() {
    Map<AgentStatus, Duration> none = new EnumMap<>(AgentStatus.class);
    for (AgentStatus status : AgentStatus.values()) {
      none.put(status, Duration.ZERO);
    }
    return none;
  }

  private static Duration before(AgentSpell spell, @Nullable Instant first) {
    if (first == null || !first.isBefore(spell.to())) {
      return spell.length();
    }
    return first.isAfter(spell.from()) ? Duration.between(spell.from(), first) : Duration.ZERO;
  }

  /** How long the agent was that. */
  public Duration of(AgentStatus status) {
    return byStatus.getOrDefault(status, Duration.ZERO);
  }

  /** Talking, in whatever way. */
  public Duration talking() {
    return sum(byStatus, AgentStatus::isTalking);
  }

  /** Talking, on hold and wrapping up. */
  public Duration handling() {
    return sum(byStatus, AgentStatus::isHandling);
  }

  /** The part of the handling before the agent's first status. */
  public Duration untoldHandling() {
    return sum(untold, AgentStatus::isHandling);
  }

  /** Waiting for a call, also while one rings, as far as the agent's statuses are reported. */
  public Duration available() {
    return sum(byStatus, AgentStatus::isAvailable).minus(sum(untold, AgentStatus::isAvailable));
  }

  /** All the time for which anything is known. */
  public Duration known() {
    return sum(byStatus, AgentTotals::isThere);
  }

  /**
   * Wrapping up; empty if that isn't reported, and no setting gives the agent's calls a wrap-up.
   */
  public Optional<Duration> wrapUp() {
    Duration wrapUp = of(AgentStatus.WRAP_UP);
    return told || !wrapUp.isZero() ? Optional.of(wrapUp) : Optional.empty();
  }

  /** A time that follows only from the agent's statuses; empty if none is reported. */
  public Optional<Duration> ifTold(Duration time) {
    return told ? Optional.of(time) : Optional.empty();
  }

  /** In any status or on a call, as far as the agent's statuses are reported. */
  public Duration loggedIn() {
    return sum(byStatus, AgentTotals::isThere).minus(sum(untold, AgentTotals::isThere));
  }

  private static boolean isThere(AgentStatus status) {
    return status != AgentStatus.LOGGED_OUT && status != AgentStatus.NOT_TOLD;
  }

  /**
   * Per cent: handling ÷ (handling + available), not ready excluded; empty where both are zero, and
   * where no status is reported.
   */
  public OptionalInt occupancy() {
    long handling = handling().minus(untoldHandling()).toMillis();
    long whole = handling + available().toMillis();
    return whole == 0
        ? OptionalInt.empty()
        : OptionalInt.of((int) ((200 * handling + whole) / (2 * whole)));
  }

  private static Duration sum(
      Map<AgentStatus, Duration> of, java.util.function.Predicate<AgentStatus> which) {
    return of.entrySet().stream()
        .filter(each -> which.test(each.getKey()))
        .map(Map.Entry::getValue)
        .reduce(Duration.ZERO, Duration::plus);
  }
}
