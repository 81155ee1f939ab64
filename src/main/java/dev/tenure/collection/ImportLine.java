package dev.tenure.collection;

import java.time.Instant;
import java.util.UUID;

/**
 * An import of a queue_log in a list.
 *
 * @param files the names of its files
 * @param by who began it
 * @param movedAt when something was stored last
 * @param bytes read so far
 * @param skipped lines that were left out
 */
public record ImportLine(
    UUID id,
    String files,
    Instant begunAt,
    String by,
    ImportState state,
    Instant movedAt,
    long bytes,
    long lines,
    long accepted,
    long duplicates,
    long skipped) {}
