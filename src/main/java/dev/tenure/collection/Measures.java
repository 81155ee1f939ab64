package dev.tenure.collection;

import java.time.Duration;
import java.time.LocalTime;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a customer calls what.
 *
 * @param serviceLevel an answer within this wait is within the service level
 * @param shortAbandon an abandoned visit that waited no longer is a short one; zero for none
 * @param wrapUp after a queue call, where the phone system tells none; zero for none
 * @param dayStart when a day begins, in the customer's zone
 * @param internalDigits numbers of up to so many digits are internal; 0 for none
 * @param internalPrefixes numbers that begin so are internal too
 * @param queueWrapUps by queue, in place of {@code wrapUp}
 */
public record Measures(
    Duration serviceLevel,
    Duration shortAbandon,
    Duration wrapUp,
    LocalTime dayStart,
    int internalDigits,
    List<String> internalPrefixes,
    Map<String, Duration> queueWrapUps) {

  /** Copies the list and the map. */
  public Measures {
    internalPrefixes = List.copyOf(internalPrefixes);
    queueWrapUps = Collections.unmodifiableMap(new TreeMap<>(queueWrapUps));
  }

  /** With the same wrap-up after every queue. */
  public Measures(
      Duration serviceLevel,
      Duration shortAbandon,
      Duration wrapUp,
      LocalTime dayStart,
      int internalDigits,
      List<String> internalPrefixes) {
    this(serviceLevel, shortAbandon, wrapUp, dayStart, internalDigits, internalPrefixes, Map.of());
  }

  /** Which wrap-up follows a call of which queue. */
  public WrapUps wrapUps() {
    return new WrapUps(wrapUp, queueWrapUps);
  }

  /** Those of a customer that has set nothing. */
  public static Measures usual() {
    return new Measures(
        Duration.ofSeconds(20),
        Duration.ofSeconds(6),
        Duration.ZERO,
        LocalTime.MIDNIGHT,
        6,
        List.of());
  }

  /** Whether the number is one of the customer's own; a withheld one is not. */
  public boolean isInternal(String number) {
    String bare = number.replaceAll("[\\s().-]", "");
    return internalPrefixes.stream().anyMatch(bare::startsWith)
        || (!bare.isEmpty()
            && bare.length() <= internalDigits
            && bare.chars().allMatch(c -> c >= '0' && c <= '9'));
  }

  /**
   * Which way a call goes: internal if the phone system says so, or if the number at its other end
   * is one of the customer's own.
   */
  public CallDirection direction(CallDirection told, String caller, String called) {
    return switch (told) {
      case INTERNAL -> CallDirection.INTERNAL;
      case OUTBOUND -> isInternal(called) ? CallDirection.INTERNAL : CallDirection.OUTBOUND;
      case INBOUND -> isInternal(caller) ? CallDirection.INTERNAL : CallDirection.INBOUND;
      case UNKNOWN ->
          isInternal(caller) && isInternal(called) ? CallDirection.INTERNAL : CallDirection.UNKNOWN;
    };
  }
}
