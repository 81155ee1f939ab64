package dev.tenure.support;

/**
 * One licence as Support sees it, in words.
 *
 * @param last last day that it is held, empty while no end is set
 * @param trial last free day, empty without a trial
 */
public record LicenceRow(String user, String part, String from, String last, String trial) {}
