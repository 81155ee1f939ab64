package dev.tenure.account;

import dev.tenure.platform.database.AfterCommit;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Tells this node's listeners that an account changed, right after the commit (B2). */
@Component
class AccountSignal {

  private static final Logger log = LoggerFactory.getLogger(AccountSignal.class);

  private final ObjectProvider<AccountListener> beans;
  private volatile @Nullable List<AccountListener> listeners;

  AccountSignal(ObjectProvider<AccountListener> beans) {
    this.beans = beans;
  }

  /** Found when first needed, since some of them need what signals; looking them up is dear. */
  private List<AccountListener> listeners() {
    List<AccountListener> found = listeners;
    if (found == null) {
      found = beans.orderedStream().toList();
      listeners = found;
    }
    return found;
  }

  /** Tells at once, or after the commit when a transaction is still open. */
  void changed(UUID account) {
    AfterCommit.run(() -> tell(account));
  }

  void tell(UUID account) {
    tell("account " + account, listener -> listener.accountChanged(account));
  }

  /** Says that whatever accounts may have changed on other nodes. */
  void tellThatAnyMayHave() {
    tell("all accounts", AccountListener::accountsMayHaveChanged);
  }

  private void tell(String what, Consumer<AccountListener> news) {
    for (AccountListener listener : listeners()) {
      try {
        news.accept(listener);
      } catch (RuntimeException e) {
        // The commit stands; a listener that fails must not hide it from its author or the others.
        log.error("Listener {} failed for {}", listener, what, e);
      }
    }
  }
}
