package dev.tenure.demo.phones;

import java.util.List;

/**
 * One customer's office on the simulated phone system.
 *
 * @param account code that tells it from the others on the same source
 * @param number the number that people call
 * @param callerPrefixes callers' numbers are one of these and three more digits
 * @param callsPerMinute on average, when it is busy
 */
public record Office(
    String account,
    String number,
    List<String> callerPrefixes,
    List<String> queues,
    List<String> agents,
    double callsPerMinute) {

  /** Copies the lists. */
  public Office {
    callerPrefixes = List.copyOf(callerPrefixes);
    queues = List.copyOf(queues);
    agents = List.copyOf(agents);
  }
}
