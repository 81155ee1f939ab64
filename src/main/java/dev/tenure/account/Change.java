package dev.tenure.account;

import java.time.Instant;

/** The newest change of an account, told to whoever's command came too late (A10). */
public record Change(String what, String by, Instant at) {}
