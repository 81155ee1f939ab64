package dev.tenure.audit;

import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.ResellerId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened, or was refused (F1).
 *
 * @param chain the account's id, or the organisation's for what concerns no account (F2)
 * @param action a stable word such as {@code customer.disable} or {@code person.sign-in}
 * @param outcome {@code done}, {@code no-op}, or the code of the refusal
 * @param reseller whose reseller it concerns, null for the platform's own affairs
 * @param customer which customer it concerns, null when none
 * @param subject what it was done to, in words for people
 * @param reason the actor's reason, empty when none was asked for
 * @param before what held before, empty when nothing did
 * @param after what holds now, empty when nothing changed
 */
public record AuditEntry(
    UUID chain,
    String action,
    String outcome,
    Actor actor,
    @Nullable ResellerId reseller,
    @Nullable CustomerId customer,
    String subject,
    String reason,
    String before,
    String after,
    Audience audience) {

  /** The chain of what belongs to the platform itself. */
  public static final UUID PLATFORM = new UUID(0, 0);
}
