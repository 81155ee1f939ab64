package dev.tenure.identity;

import dev.tenure.platform.PersonId;

/**
 * Is told on this node, right after the commit, that a person's sessions or rights may be fewer.
 */
public interface SessionListener {

  /** Somebody signed out, was signed out, was deactivated or lost a permission; ask the gate. */
  void sessionsChanged(PersonId person);
}
