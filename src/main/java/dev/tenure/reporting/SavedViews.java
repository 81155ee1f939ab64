package dev.tenure.reporting;

import dev.tenure.audit.Audience;
import dev.tenure.audit.AuditEntry;
import dev.tenure.audit.AuditTrail;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.PersonId;
import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import dev.tenure.reporting.views.ViewStore;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reports that people keep. Somebody sees their own and those that colleagues share, and changes
 * only their own; all else is not found (B5).
 */
@Component
public class SavedViews {

  private static final int LONGEST_NAME = 80;
  private static final int LONGEST_QUESTION = 2_000;
  private static final int MOST = 100;

  private final ViewStore store;
  private final AuditTrail trail;

  SavedViews(ViewStore store, AuditTrail trail) {
    this.store = store;
    this.trail = trail;
  }

  /** Those that the person sees, by name. */
  public List<SavedView> of(CustomerId customer, PersonId person) {
    return store.list(customer, person);
  }

  /**
   * Keeps a report.
   *
   * @param question the query of its address
   * @throws Refused as invalid in {@code name}: {@code name-missing}, {@code name-too-long}, {@code
   *     name-taken} by another of the person's own; {@code too-many-views}
   */
  @Transactional
  public ViewId save(Actor by, String name, String question, boolean shared) {
    String plain = name.strip();
    if (plain.isEmpty()) {
      throw invalid("name-missing", "Give the report a name.");
    }
    if (plain.length() > LONGEST_NAME) {
      throw invalid("name-too-long", "Choose a name of at most " + LONGEST_NAME + " characters.");
    }
    if (question.length() > LONGEST_QUESTION) {
      throw invalid("question-too-long", "Choose fewer measures; this is too much to keep.");
    }
    if (store.count(person(by)) >= MOST) {
      throw invalid(
          "too-many-views",
          "You keep %d reports already. Delete one that you don’t need.".formatted(MOST));
    }
    ViewId id =
        store
            .insert(customer(by), person(by), plain, question, shared)
            .orElseThrow(() ->
                invalid(
                    "name-taken",
                    "You keep a report of that name already. Choose another name, or delete that"
                        + " one first."));
    record(by, "report-view.save", plain, "", words(shared));
    return id;
  }

  /**
   * Deletes one's own; {@link #restore} takes it back.
   *
   * @throws Refused as not found; {@code view-changed} when it isn't as it was seen (A10)
   */
  @Transactional
  public SavedView delete(Actor by, ViewId id, long seen) {
    SavedView view = own(by, id, false);
    if (view.version() != seen) {
      throw new Refused(
          new Refusal.Conflict(
              "view-changed",
              "This report was changed meanwhile. Look at it again before you delete it.",
              null,
              null,
              null));
    }
    store.setDeleted(id, true);
    record(by, "report-view.delete", view.name(), words(view.shared()), "");
    return view;
  }

  /**
   * Takes a deletion back.
   *
   * @throws Refused as not found, also for one that isn't deleted; {@code name-taken} when another
   *     has its name by now
   */
  @Transactional
  public SavedView restore(Actor by, ViewId id) {
    SavedView view = own(by, id, true);
    if (store.nameTaken(person(by), view.name())) {
      throw invalid("name-taken", "Another of your reports has that name by now. Delete it first.");
    }
    store.setDeleted(id, false);
    record(by, "report-view.restore", view.name(), "", words(view.shared()));
    return view;
  }

  private SavedView own(Actor by, ViewId id, boolean deleted) {
    return store.lockOwn(customer(by), person(by), id, deleted).orElseThrow(ViewId::unknown);
  }

  private void record(Actor by, String action, String name, String before, String after) {
    CustomerId customer = customer(by);
    trail.record(
        new AuditEntry(
            customer.value(),
            action,
            "done",
            by,
            by.reseller(),
            customer,
            name,
            "",
            before,
            after,
            Audience.CUSTOMER));
  }

  private static String words(boolean shared) {
    return shared ? "shared" : "own";
  }

  private static CustomerId customer(Actor by) {
    return Objects.requireNonNull(by.customer(), "Only a customer's people keep reports");
  }

  private static PersonId person(Actor by) {
    return Objects.requireNonNull(by.id(), "Only people keep reports");
  }

  private static Refused invalid(String code, String sentence) {
    return new Refused(new Refusal.Invalid("name", code, sentence));
  }
}
