package dev.tenure.identity.sessions;

import dev.tenure.identity.SessionId;
import java.time.Instant;

/**
 * One of a person's own sessions, as their profile lists them.
 *
 * @param lastSeen exact to a minute
 */
public record OwnSession(
    SessionId id, Instant since, Instant lastSeen, String address, String userAgent) {}
