package dev.tenure.collection;

import java.time.LocalDate;

/**
 * How many of a source's events had one fate on one day (C7).
 *
 * @param day in UTC
 * @param reason {@code accepted}, {@code duplicate}, {@code outside-service}, {@code
 *     unknown-account}, {@code malformed}, {@code too-late}
 */
public record IntakeTally(LocalDate day, String reason, long count) {}
