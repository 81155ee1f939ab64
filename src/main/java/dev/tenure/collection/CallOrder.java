package dev.tenure.collection;

/**
 * In which order calls are listed; calls that are equal in it come in the order of their ids.
 *
 * @param descending the greatest, latest or last first
 */
public record CallOrder(By by, boolean descending) {

  /** As somebody finds them at first. */
  public static final CallOrder NEWEST = new CallOrder(By.STARTED, true);

  /** What is compared. */
  public enum By {
    STARTED,
    DIRECTION,
    CALLER,
    CALLED,
    QUEUE,
    AGENT,
    WAITED,
    TALKED,
    HELD,
    OUTCOME
  }
}
