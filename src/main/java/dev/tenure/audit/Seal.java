package dev.tenure.audit;

import java.util.UUID;

/**
 * What an entry is sealed with, by a key that the database doesn't have (F4).
 *
 * @param key the name of the key
 * @param nonce the run of the process that wrote it, and its number in that run: no two entries
 *     have the same, so that none can be there twice
 * @param mac over chain, nonce and all that the entry says
 */
record Seal(String key, UUID nonce, byte[] mac) {}
