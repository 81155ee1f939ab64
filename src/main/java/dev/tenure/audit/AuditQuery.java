package dev.tenure.audit;

import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.ResellerId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to read of the trail; whatever they ask for, they get what is theirs only.
 *
 * @param reader who asks: Support reads all, a reseller's people what concerns their reseller and
 *     is meant for it, a customer's people what concerns their customer and is meant for it (F1)
 * @param chain one chain only, null for all
 * @param text partial match on subject, actor, address, action, outcome and reason, case ignored;
 *     empty for all
 * @param action beginning of the action's word, for example {@code customer.}; empty for all
 * @param from first instant, null for no bound
 * @param until first instant that is too late, null for no bound
 * @param cursor where the page begins, from {@link AuditPage}; null for the newest
 */
public record AuditQuery(
    Actor reader,
    @Nullable UUID chain,
    @Nullable ResellerId reseller,
    @Nullable CustomerId customer,
    String text,
    String action,
    @Nullable Instant from,
    @Nullable Instant until,
    @Nullable String cursor,
    int size) {

  public AuditQuery {
    text = text.strip();
    action = action.strip();
    if (size < 1 || size > 1000) {
      throw new IllegalStateException("A page has 1 to 1000 entries, not " + size);
    }
  }

  /** Everything the reader may see, newest first. */
  public static AuditQuery of(Actor reader) {
    return new AuditQuery(reader, null, null, null, "", "", null, null, null, 50);
  }

  /** Only what concerns the customer. */
  public AuditQuery about(CustomerId only) {
    return new AuditQuery(reader, chain, reseller, only, text, action, from, until, cursor, size);
  }

  /** Only what concerns the reseller. */
  public AuditQuery about(ResellerId only) {
    return new AuditQuery(reader, chain, only, customer, text, action, from, until, cursor, size);
  }

  /** Only entries of the chain. */
  public AuditQuery inChain(UUID only) {
    return new AuditQuery(
        reader, only, reseller, customer, text, action, from, until, cursor, size);
  }

  /** Only entries that match both. */
  public AuditQuery matching(String words, String actionPrefix) {
    return new AuditQuery(
        reader, chain, reseller, customer, words, actionPrefix, from, until, cursor, size);
  }

  /** Only entries of {@code [since, before)}; either may be null. */
  public AuditQuery between(@Nullable Instant since, @Nullable Instant before) {
    return new AuditQuery(
        reader, chain, reseller, customer, text, action, since, before, cursor, size);
  }

  /** The page that begins at the place, with so many entries. */
  public AuditQuery page(@Nullable String place, int entries) {
    return new AuditQuery(
        reader, chain, reseller, customer, text, action, from, until, place, entries);
  }
}
