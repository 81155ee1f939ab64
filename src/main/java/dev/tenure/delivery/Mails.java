package dev.tenure.delivery;

import dev.tenure.platform.database.AfterCommit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Letters to people: posted with what gives rise to them, sent afterwards, or kept in the local
 * outbox.
 */
@Component
public class Mails {

  /**
   * A letter as Support sees it.
   *
   * @param sentAt null while it waits
   * @param lastError of the newest try, null when none failed
   */
  public record Posted(
      UUID id,
      Letter letter,
      Instant createdAt,
      @Nullable Instant sentAt,
      int attempts,
      @Nullable String lastError) {}

  private final MailStore store;
  private final ObjectProvider<MailWorker> worker;
  private final boolean sent;

  Mails(MailStore store, ObjectProvider<JavaMailSender> sender, ObjectProvider<MailWorker> worker) {
    this.store = store;
    this.worker = worker;
    this.sent = sender.getIfAvailable() != null;
  }

  /** Posts a letter within the caller's transaction: it goes out if and only if that commits. */
  public void post(Letter letter) {
    post(List.of(letter));
  }

  /** Posts all of them, as {@link #post(Letter)} does. */
  @Transactional
  public void post(List<Letter> letters) {
    if (!letters.isEmpty()) {
      store.insert(letters);
      AfterCommit.run(() -> worker.ifAvailable(MailWorker::ring));
    }
  }

  /** Whether a mail server is configured; if not, every letter stays in the local outbox. */
  public boolean areSent() {
    return sent;
  }

  /**
   * Letters posted before the one named, newest first; for Support.
   *
   * @param before id of the last letter of the page before, null for the first page
   */
  public List<Posted> newest(@Nullable UUID before, int size) {
    return store.newest(before, size);
  }

  public Optional<Posted> find(UUID id) {
    return store.find(id);
  }
}
