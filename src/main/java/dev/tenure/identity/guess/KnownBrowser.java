package dev.tenure.identity.guess;

import java.time.Instant;
import java.util.UUID;

/** A browser in which somebody signed in before, as their profile lists it. */
public record KnownBrowser(
    UUID id, Instant lastUsed, String address, String userAgent, boolean present) {}
