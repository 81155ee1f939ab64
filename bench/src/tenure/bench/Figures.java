package tenure.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Numbers of several runs. */
final class Figures {

  private final List<Double> values = new ArrayList<>();

  synchronized void add(double value) {
    values.add(value);
  }

  /** Forgets what was measured to warm up. */
  synchronized void clear() {
    values.clear();
  }

  synchronized double at(double quantile) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.isEmpty()
        ? Double.NaN
        : sorted.get((int) Math.min(sorted.size() - 1, Math.floor(quantile * sorted.size())));
  }

  double median() {
    return at(0.5);
  }

  synchronized int count() {
    return values.size();
  }

  @Override
  public String toString() {
    return "median %.2f (min %.2f, max %.2f, n %d)".formatted(median(), at(0), at(1), count());
  }
}
