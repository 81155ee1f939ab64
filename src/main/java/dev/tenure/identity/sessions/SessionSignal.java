package dev.tenure.identity.sessions;

import dev.tenure.identity.SessionListener;
import dev.tenure.platform.PersonId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Tells this node's listeners, right after the commit, that somebody's sessions may be fewer. */
@Component
public class SessionSignal {

  private static final Logger log = LoggerFactory.getLogger(SessionSignal.class);

  private final ObjectProvider<SessionListener> listeners;

  SessionSignal(ObjectProvider<SessionListener> listeners) {
    this.listeners = listeners;
  }

  /** Tells at once, or after the commit when a transaction is still open. */
  public void changed(PersonId person) {
    if (TransactionSynchronizationManager.isSynchronizationActive()) {
      TransactionSynchronizationManager.registerSynchronization(
          new TransactionSynchronization() {
            @Override
            public void afterCommit() {
              tell(person);
            }
          });
    } else {
      tell(person);
    }
  }

  private void tell(PersonId person) {
    for (SessionListener listener : listeners.orderedStream().toList()) {
      try {
        listener.sessionsChanged(person);
      } catch (RuntimeException e) {
        // The commit stands; a listener that fails must not hide it from the others.
        log.error("Listener {} failed for person {}", listener, person, e);
      }
    }
  }
}
