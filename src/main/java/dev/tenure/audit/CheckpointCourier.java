package dev.tenure.audit;

/** Takes statements of checkpoints elsewhere, where neither database nor data directory reach. */
@FunctionalInterface
public interface CheckpointCourier {

  /** Takes it along, at leisure: whoever calls doesn't wait, and a failure is the courier's own. */
  void carry(Statement statement);
}
