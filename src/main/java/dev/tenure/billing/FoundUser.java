package dev.tenure.billing;

import java.time.Instant;

/**
 * A user found in a phone system whose automatic licence nobody has confirmed yet (D17).
 *
 * @param id as a holder of licences
 * @param extension by which the phone system knows the agent
 * @param licensed whether the licence has begun, within the cap; else it waits and costs nothing
 */
public record FoundUser(
    HolderId id,
    String name,
    String extension,
    PartNumber part,
    Instant foundAt,
    boolean licensed) {}
