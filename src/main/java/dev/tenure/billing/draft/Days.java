package dev.tenure.billing.draft;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A set of local days, kept as disjoint intervals {@code [from, until)} that never touch: adjoining
 * ones are one, however they came (D3).
 */
public final class Days {

  /** An interval of days; an open end is {@link #FOREVER}. */
  public record Span(LocalDate from, LocalDate until) {

    public int length() {
      return Math.toIntExact(until.toEpochDay() - from.toEpochDay());
    }

    /** Its last day, inclusive. */
    public LocalDate last() {
      return until.minusDays(1);
    }
  }

  /** The day after the last day there is. */
  public static final LocalDate FOREVER = LocalDate.ofEpochDay(Integer.MAX_VALUE);

  private static final Days NONE = new Days(new int[0]);

  /** Bounds in ascending order: from, until, from, until. */
  private final int[] bounds;

  private Days(int[] bounds) {
    this.bounds = bounds;
  }

  public static Days none() {
    return NONE;
  }

  /** The days from the first to the one before {@code until}; null means without end. */
  public static Days of(LocalDate from, @Nullable LocalDate until) {
    int first = day(from);
    int end = until == null ? Integer.MAX_VALUE : day(until);
    return first < end ? new Days(new int[] {first, end}) : NONE;
  }

  private static int day(LocalDate date) {
    return Math.clamp(date.toEpochDay(), Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  public boolean isEmpty() {
    return bounds.length == 0;
  }

  /** How many days it has. */
  public int count() {
    int count = 0;
    for (int i = 0; i < bounds.length; i += 2) {
      count = Math.addExact(count, Math.subtractExact(bounds[i + 1], bounds[i]));
    }
    return count;
  }

  public Days and(Days other) {
    return and(other.bounds, false);
  }

  /** These days without the others. */
  public Days without(Days other) {
    return other.isEmpty() || isEmpty() ? this : and(other.bounds, true);
  }

  public Days or(Days other) {
    if (other.isEmpty()) {
      return this;
    }
    if (isEmpty()) {
      return other;
    }
    return sweep(bounds, other.bounds, Rule.OR);
  }

  private Days and(int[] other, boolean complement) {
    if (bounds.length == 0 || (other.length == 0 && !complement)) {
      return NONE;
    }
    // Nearly all sets are one interval, and nearly all steps leave them whole or take them away.
    if (bounds.length == 2 && other.length == 2) {
      boolean apart = other[1] <= bounds[0] || bounds[1] <= other[0];
      boolean within = other[0] <= bounds[0] && bounds[1] <= other[1];
      if (apart || within) {
        return apart == complement ? this : NONE;
      }
    }
    return sweep(bounds, other, complement ? Rule.WITHOUT : Rule.AND);
  }

  private enum Rule {
    AND,
    OR,
    WITHOUT
  }

  /** One pass over the bounds of both; whether a day is in the result is decided between bounds. */
  private static Days sweep(int[] a, int[] b, Rule rule) {
    int[] out = new int[a.length + b.length];
    int n = 0;
    int i = 0;
    int j = 0;
    boolean inside = false;
    while (i < a.length || j < b.length) {
      int at = Math.min(i < a.length ? a[i] : Integer.MAX_VALUE, next(b, j));
      while (i < a.length && a[i] == at) {
        i++;
      }
      while (j < b.length && b[j] == at) {
        j++;
      }
      boolean inA = (i & 1) == 1;
      boolean inB = (j & 1) == 1;
      boolean in =
          switch (rule) {
            case AND -> inA && inB;
            case OR -> inA || inB;
            case WITHOUT -> inA && !inB;
          };
      if (in != inside) {
        out[n++] = at;
        inside = in;
      }
    }
    return n == 0 ? NONE : new Days(n == out.length ? out : Arrays.copyOf(out, n));
  }

  private static int next(int[] bounds, int at) {
    return at < bounds.length ? bounds[at] : Integer.MAX_VALUE;
  }

  /** Each interval, oldest first. */
  public List<Span> spans() {
    List<Span> spans = new ArrayList<>(bounds.length / 2);
    for (int i = 0; i < bounds.length; i += 2) {
      spans.add(new Span(LocalDate.ofEpochDay(bounds[i]), LocalDate.ofEpochDay(bounds[i + 1])));
    }
    return spans;
  }

  /** Each interval made to last at least so many days from its first. */
  public Days atLeast(int days) {
    if (days <= 0 || isEmpty()) {
      return this;
    }
    Days longer = NONE;
    for (int i = 0; i < bounds.length; i += 2) {
      int end = (int) Math.min(Integer.MAX_VALUE, (long) bounds[i] + days);
      longer = longer.or(new Days(new int[] {bounds[i], Math.max(bounds[i + 1], end)}));
    }
    return longer;
  }

  public boolean contains(LocalDate date) {
    int day = day(date);
    for (int i = 0; i < bounds.length; i += 2) {
      if (bounds[i] <= day && day < bounds[i + 1]) {
        return true;
      }
    }
    return false;
  }

  /** The first day; there must be one. */
  public LocalDate first() {
    return LocalDate.ofEpochDay(bounds[0]);
  }

  /** The last day, inclusive; there must be one. */
  public LocalDate last() {
    return LocalDate.ofEpochDay(bounds[bounds.length - 1]).minusDays(1);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Days days && Arrays.equals(bounds, days.bounds);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bounds);
  }

  @Override
  public String toString() {
    return spans().toString();
  }
}
