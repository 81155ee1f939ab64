package dev.tenure.account;

/** What an account's state switches on (A4). */
public record Dials(boolean access, boolean collection, boolean billing) {}
