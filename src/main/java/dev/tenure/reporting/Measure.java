package dev.tenure.reporting;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a report can tell. Names are stable words in addresses; definitions in words stand in the
 * portal's texts under the same names.
 *
 * <p>Of the service level there are four variants, for people mean different things by it. With A
 * answered within the time S, and N answered or abandoned at all: {@link #SERVICE_LEVEL} = A ÷ (N −
 * short abandons), {@link #LEVEL_IGNORING} = A ÷ (N − abandoned within S), {@link #LEVEL_NEGATIVE}
 * = A ÷ N, {@link #LEVEL_POSITIVE} = (A + abandoned within S) ÷ N.
 */
public enum Measure {
  OFFERED(Unit.COUNT, Of.VISITS, f -> count(f.visits().offered())),
  ANSWERED(Unit.COUNT, Of.VISITS, f -> count(f.visits().answered())),
  ABANDONED(Unit.COUNT, Of.VISITS, f -> count(f.visits().abandoned())),
  SHORT_ABANDONS(Unit.COUNT, Of.VISITS, f -> count(f.visits().shortAbandons())),
  REFUSED(Unit.COUNT, Of.VISITS, f -> count(f.visits().refused())),
  OVERFLOWED(Unit.COUNT, Of.VISITS, f -> count(f.visits().overflowed())),
  LEFT_OTHERWISE(Unit.COUNT, Of.VISITS, f -> count(f.visits().leftOtherwise())),
  TRANSFERRED(Unit.COUNT, Of.VISITS, f -> count(f.visits().transferred())),
  SERVICE_LEVEL(
      Unit.SHARE,
      Of.VISITS,
      f -> ratio(f.visits().answeredInTime(), ended(f) - f.visits().shortAbandons())),
  LEVEL_IGNORING(
      Unit.SHARE,
      Of.VISITS,
      f -> ratio(f.visits().answeredInTime(), ended(f) - f.visits().abandonedInTime())),
  LEVEL_NEGATIVE(Unit.SHARE, Of.VISITS, f -> ratio(f.visits().answeredInTime(), ended(f))),
  LEVEL_POSITIVE(
      Unit.SHARE,
      Of.VISITS,
      f -> ratio(f.visits().answeredInTime() + f.visits().abandonedInTime(), ended(f))),
  ABANDON_RATE(Unit.SHARE, Of.VISITS, f -> ratio(f.visits().abandoned(), ended(f))),
  ASA(Unit.TIME, Of.VISITS, f -> ratio(f.visits().waitOfAnswered(), f.visits().answered())),
  AWT(
      Unit.TIME,
      Of.VISITS,
      f -> ratio(f.visits().waitOfAnswered() + f.visits().waitOfAbandoned(), ended(f))),
  LONGEST_WAIT(Unit.TIME, Of.VISITS, f -> span(f.visits().longestWait())),
  TALK(Unit.TIME, Of.VISITS, f -> span(f.visits().talk())),
  HELD(Unit.TIME, Of.VISITS, f -> span(f.visits().held())),
  ACW(Unit.TIME, Of.VISITS, f -> span(f.visits().wrapUp())),
  ATT(Unit.TIME, Of.VISITS, f -> ratio(f.visits().talk(), f.visits().handled())),
  AHT(
      Unit.TIME,
      Of.VISITS,
      f -> ratio(f.visits().talk() + f.visits().wrapUp(), f.visits().handled())),

  CALLS(Unit.COUNT, Of.CALLS, f -> count(f.calls().calls())),
  CALLS_ANSWERED(Unit.COUNT, Of.CALLS, f -> count(f.calls().answered())),
  CALL_TALK(Unit.TIME, Of.CALLS, f -> span(f.calls().talk())),

  RNA(Unit.COUNT, Of.OFFERS, f -> count(f.calls().unanswered())),

  LOGGED_IN(Unit.TIME, Of.AGENTS, f -> span(f.agents().loggedIn())),
  AVAILABLE(Unit.TIME, Of.AGENTS, f -> span(f.agents().available())),
  HANDLING(Unit.TIME, Of.AGENTS, f -> span(f.agents().handling())),
  WRAP_UP(Unit.TIME, Of.AGENTS, f -> span(f.agents().wrapUp())),
  NOT_READY(Unit.TIME, Of.AGENTS, f -> span(f.agents().notReady())),
  OCCUPANCY(
      Unit.SHARE,
      Of.AGENTS,
      f -> {
        long handling = f.agents().handling() - f.agents().untold();
        return ratio(handling, handling + f.agents().available());
      });

  /** How a value reads. */
  public enum Unit {
    /** A whole number. */
    COUNT,
    /** From 0 to 1. */
    SHARE,
    /** Microseconds. */
    TIME
  }

  /** What is counted. */
  public enum Of {
    /** Stays of calls in queues. */
    VISITS,
    CALLS,
    /** Ringings of agents. */
    OFFERS,
    /** The time that agents are logged in. */
    AGENTS
  }

  /** What follows from agents' statuses alone. */
  private static final Set<Measure> STATUSES =
      EnumSet.of(LOGGED_IN, AVAILABLE, NOT_READY, OCCUPANCY);

  private final Unit unit;
  private final Of of;
  private final Function<Figures, OptionalDouble> formula;

  Measure(Unit unit, Of of, Function<Figures, OptionalDouble> formula) {
    this.unit = unit;
    this.of = of;
    this.formula = formula;
  }

  /** The measure of that word, or empty for a word that none has. */
  public static Optional<Measure> of(String word) {
    return Stream.of(values()).filter(measure -> measure.word().equals(word)).findFirst();
  }

  /** As it stands in an address: {@code service-level}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public Unit unit() {
    return unit;
  }

  public Of counts() {
    return of;
  }

  /**
   * The value in this unit; empty where there is nothing to divide by or where it isn't told, which
   * is not the same as zero.
   */
  public OptionalDouble of(Figures figures) {
    return isTold(figures) ? formula.apply(figures) : OptionalDouble.empty();
  }

  /** Whether it follows from agents' statuses, which not all phone systems report. */
  public boolean isOfStatuses() {
    return STATUSES.contains(this) || this == WRAP_UP || this == ACW;
  }

  /** Whether the value is told; what isn't told is never zero (C13). */
  public boolean isTold(Figures figures) {
    // Where a setting says how long wrap-up is, nobody needs to report it.
    boolean setting = (this == ACW ? figures.visits().wrapUp() : figures.agents().wrapUp()) != 0;
    return this == ACW
        ? figures.agents().told() || setting
        : figures.agents().isTold() || !isOfStatuses() || (this == WRAP_UP && setting);
  }

  private static long ended(Figures f) {
    return f.visits().answered() + f.visits().abandoned();
  }

  private static OptionalDouble count(long n) {
    return OptionalDouble.of((double) n);
  }

  private static OptionalDouble span(long micros) {
    return OptionalDouble.of((double) micros);
  }

  private static OptionalDouble ratio(long part, long whole) {
    return whole <= 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
  }
}
