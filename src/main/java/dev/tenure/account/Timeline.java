package dev.tenure.account;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An account's life: one pure function over its intents (A2, A3). Holds and schedule are folded
 * apart from one another, so neither ever moves the other (A7).
 */
public final class Timeline {

  private final List<Intent> intents;
  private final List<Period> periods;
  private final List<Hold> holds;
  private final Fold fold;

  private Timeline(List<Intent> intents) {
    this.intents = intents;
    Folding folding = new Folding();
    intents.forEach(folding::take);
    this.periods = folding.allPeriods();
    this.holds = folding.allHolds();
    this.fold = folding.result();
  }

  /** The life told by these intents, given in any order; the first version must be a creation. */
  public static Timeline of(List<Intent> intents) {
    List<Intent> ordered =
        intents.stream().sorted(Comparator.comparingLong(Intent::version)).toList();
    if (ordered.isEmpty() || ordered.getFirst().kind() != IntentKind.CREATED) {
      throw new IllegalStateException("A timeline begins with a creation, not with " + ordered);
    }
    return new Timeline(ordered);
  }

  /** By version, oldest first. */
  public List<Intent> intents() {
    return intents;
  }

  /** Oldest first; they never overlap. */
  public List<Period> periods() {
    return periods;
  }

  /** Every hold there ever was, ended ones included, by beginning. */
  public List<Hold> holds() {
    return holds;
  }

  public Fold fold() {
    return fold;
  }

  public Instant createdAt() {
    return intents.getFirst().effectiveAt();
  }

  /**
   * The instant of what is decided next, when it is {@code now}: each decision has an instant of
   * its own, however long time stands still (A15), so that no hold, period or span of access is
   * empty and none is taken for another.
   */
  Instant next(Instant now) {
    Instant last =
        intents.stream().map(Intent::recordedAt).max(Comparator.naturalOrder()).orElse(now);
    return now.isAfter(last) ? now : last.plus(1, ChronoUnit.MICROS);
  }

  /** This life followed by one more intent. */
  public Timeline with(Intent next) {
    List<Intent> longer = new ArrayList<>(intents);
    longer.add(next);
    return of(longer);
  }

  /** The same life as it was known at an instant: without what was recorded after it. */
  public Optional<Timeline> asKnownAt(Instant known) {
    List<Intent> then = intents.stream().filter(i -> !i.recordedAt().isAfter(known)).toList();
    return then.isEmpty() ? Optional.empty() : Optional.of(new Timeline(then));
  }

  /** What the account is at any instant, past or future; empty before its creation. */
  public Optional<State> at(Instant t) {
    if (t.isBefore(createdAt())) {
      return Optional.empty();
    }
    Optional<Period> serving = periods.stream().filter(p -> p.contains(t)).findFirst();
    if (serving.isEmpty()) {
      return Optional.of(new State.Terminated(lastEndBefore(t)));
    }
    List<Hold> standing = holds.stream().filter(h -> h.standsAt(t)).toList();
    Optional<Instant> scheduled = scheduledAt(t);
    return Optional.of(
        standing.isEmpty() ? new State.Active(scheduled) : new State.Disabled(standing, scheduled));
  }

  private Instant lastEndBefore(Instant t) {
    return periods.stream()
        .map(Period::until)
        .filter(Objects::nonNull)
        .filter(end -> !end.isAfter(t))
        .max(Comparator.naturalOrder())
        .orElseThrow(
            () -> new IllegalStateException("No service at " + t + " and no end: " + this));
  }

  /** The T that was set at {@code t}, by what had been recorded until then. */
  private Optional<Instant> scheduledAt(Instant t) {
    Instant set = null;
    for (Intent intent : intents) {
      if (intent.recordedAt().isAfter(t)) {
        break;
      }
      set =
          switch (intent.kind()) {
            case TERMINATION_SET, TERMINATION_MOVED -> intent.effectiveAt();
            case TERMINATION_WITHDRAWN, REINSTATED -> null;
            case CREATED, HOLD_PLACED, HOLD_LIFTED -> set;
          };
    }
    return Optional.ofNullable(set).filter(end -> end.isAfter(t));
  }

  @Override
  public String toString() {
    return "Timeline" + intents;
  }

  /** The moving parts of the fold, from one intent to the next. */
  private static final class Folding {
    private final List<Period> closed = new ArrayList<>();
    private final List<Hold> ended = new ArrayList<>();
    private final Map<HoldOwner, Hold> standing = new EnumMap<>(HoldOwner.class);
    private Instant serviceFrom = Instant.MIN;
    private Instant accessFrom = Instant.MIN;
    private @Nullable Instant end;

    void take(Intent intent) {
      Instant at = intent.effectiveAt();
      switch (intent.kind()) {
        case CREATED -> begin(at);
        case HOLD_PLACED ->
            standing.putIfAbsent(
                owner(intent), new Hold(owner(intent), at, null, intent.author(), intent.reason()));
        case HOLD_LIFTED -> lift(owner(intent), at);
        case TERMINATION_SET, TERMINATION_MOVED -> end = at;
        case TERMINATION_WITHDRAWN -> end = null;
        case REINSTATED -> {
          closed.add(new Period(serviceFrom, end));
          standing.values().forEach(hold -> ended.add(hold.endedAt(at)));
          standing.clear();
          begin(at);
        }
      }
    }

    private void begin(Instant at) {
      serviceFrom = at;
      accessFrom = at;
      end = null;
    }

    private void lift(HoldOwner owner, Instant at) {
      Hold hold = standing.remove(owner);
      if (hold != null) {
        ended.add(hold.endedAt(at));
        if (standing.isEmpty()) {
          accessFrom = at;
        }
      }
    }

    private static HoldOwner owner(Intent intent) {
      return Objects.requireNonNull(intent.owner(), "A hold has an owner (A5)");
    }

    List<Period> allPeriods() {
      List<Period> all = new ArrayList<>(closed);
      all.add(new Period(serviceFrom, end));
      return List.copyOf(all);
    }

    List<Hold> allHolds() {
      List<Hold> all = new ArrayList<>(ended);
      all.addAll(standing.values());
      all.sort(Comparator.comparing(Hold::since).thenComparing(Hold::owner));
      return List.copyOf(all);
    }

    Fold result() {
      Instant stopped =
          standing.values().stream().map(Hold::since).min(Comparator.naturalOrder()).orElse(null);
      return new Fold(serviceFrom, accessFrom, stopped, standing.size(), end);
    }
  }
}
