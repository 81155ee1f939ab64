package dev.tenure.reporting;

import dev.tenure.platform.PersonId;

/**
 * A report that somebody keeps.
 *
 * @param question the query of its address, without the question mark
 * @param shared whether all of the customer's people see it
 * @param owner who keeps it, and what they are called
 */
public record SavedView(
    ViewId id,
    String name,
    String question,
    boolean shared,
    PersonId owner,
    String ownerName,
    long version) {}
