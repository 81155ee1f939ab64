package dev.tenure.identity;

/**
 * Whom people turn to when their access was stopped (B4): the reseller for a customer's people, the
 * platform's Support for a reseller's.
 *
 * @param name the reseller's name, or {@code Support}
 * @param email empty when unknown
 * @param phone empty when unknown
 */
public record Contact(String name, String email, String phone) {}
