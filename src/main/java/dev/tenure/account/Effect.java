package dev.tenure.account;

import java.time.Instant;
import java.util.UUID;

/**
 * Something that follows from a command and is carried out after its commit (A12).
 *
 * @param account the customer's or reseller's id
 * @param version the account's version that the command made
 * @param kind the {@link EffectHandler#kind()} that carries it out
 * @param dueAt when it should happen: the commit, or T of a scheduled termination
 */
public record Effect(UUID id, UUID account, long version, String kind, Instant dueAt) {}
