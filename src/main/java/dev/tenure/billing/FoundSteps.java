package dev.tenure.billing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What confirming or dismissing users found in phone systems does to their licences (D17). */
final class FoundSteps {

  private FoundSteps() {}

  /**
   * Confirmed, licences of those that wait begin; dismissed, licences that began by themselves end.
   *
   * @param holders with what they hold
   * @param day first day of what begins, and first that is no longer held of what ends
   */
  static List<LicenceStep> of(
      List<FoundUser> chosen, List<Holder> holders, boolean confirm, LocalDate day) {
    Map<HolderId, List<Holder.Held>> held =
        holders.stream().collect(Collectors.toMap(Holder::id, Holder::licences));
    List<LicenceStep> steps = new ArrayList<>();
    for (FoundUser user : chosen) {
      Optional<Holder.Held> own =
          held.getOrDefault(user.id(), List.of()).stream()
              .filter(each -> each.part().equals(user.part()))
              .filter(each -> each.reaches(day))
              .findFirst();
      if (confirm && !user.licensed() && own.isEmpty()) {
        steps.add(new LicenceStep.Begin(user.id(), user.name(), user.part(), day, null, null));
      } else if (!confirm && user.licensed()) {
        own.ifPresent(each ->
            steps.add(new LicenceStep.End(user.id(), user.name(), user.part(), each.from(), day)));
      }
    }
    return steps;
  }
}
