package dev.tenure.collection;

import dev.tenure.platform.ResellerId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A phone system in a list.
 *
 * @param since when the state of its connection began; null for kinds that aren't connected to
 * @param error why the last connection ended, in words; empty if none has
 * @param customers how many it serves
 * @param customer the first of them by name; empty if there is none
 * @param perSecond messages a second, lately
 * @param kept events kept today, in UTC
 * @param rejected events not kept today, without duplicates
 */
public record SourceLine(
    SourceId id,
    ResellerId reseller,
    String resellerName,
    String name,
    SourceKind kind,
    SourceState state,
    @Nullable Instant since,
    String error,
    int customers,
    String customer,
    double perSecond,
    long kept,
    long rejected) {}
