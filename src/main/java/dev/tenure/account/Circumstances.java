package dev.tenure.account;

import dev.tenure.platform.Level;
import java.time.Instant;
import java.util.Optional;

/**
 * What the transition table looks at besides command and status.
 *
 * @param by the level of whoever gives the command
 * @param state at the instant of deciding
 * @param now the instant of deciding
 * @param date the T that is asked for, empty unless a date is given
 */
record Circumstances(Level by, State state, Instant now, Optional<Instant> date) {}
