package dev.tenure.billing.draft;

import dev.tenure.billing.PartNumber;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * D4, D14: a month in which a part was held on one single day is not charged. What counts is what
 * all users among whom the licence was moved held, before levels include one another. A day is not
 * free if it is one of several at different levels, or one of a row of users who hold it a day
 * each.
 */
final class SingleDays {

  private final int month;
  private final Levels levels;
  private final Map<Dues.Key, Held> all;
  private final List<Held> singles = new ArrayList<>();
  private final Map<PartNumber, Days> byPart = new HashMap<>();

  SingleDays(int month, Levels levels, Map<Dues.Key, Held> all) {
    this.month = month;
    this.levels = levels;
    this.all = all;
    for (Held held : all.values()) {
      if (!held.within(month).isEmpty() && held.seat().single(month)) {
        singles.add(held);
        byPart.merge(held.part(), held.within(month), Days::or);
      }
    }
  }

  /** Removes them from what is charged. */
  void free() {
    List<Held> free =
        singles.stream().filter(held -> !passedOn(held) && !oneOfLevels(held)).toList();
    free.forEach(held -> held.free(month));
  }

  /** Whether another user held the part on one single day too, the day before or after. */
  private boolean passedOn(Held held) {
    LocalDate day = held.within(month).first();
    Days days = byPart.getOrDefault(held.part(), Days.none());
    return days.contains(day.minusDays(1)) || days.contains(day.plusDays(1));
  }

  /**
   * Whether the user held another level on other days of the month, and none beside it that day: a
   * step from one level to the next makes no day free.
   */
  private boolean oneOfLevels(Held held) {
    LocalDate day = held.within(month).first();
    boolean others = false;
    for (Held beside : levels.beside(held, all)) {
      Days days = beside.within(month);
      others |= !days.isEmpty() && !days.equals(held.within(month));
      if (days.contains(day) && !beside.seat().single(month)) {
        return false;
      }
    }
    return others;
  }
}
