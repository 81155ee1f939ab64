package dev.tenure.account;

/** The kinds of effects that commands give rise to; each has one {@link EffectHandler}. */
public final class EffectKind {

  /** Deletes the sessions of a stopped account's people and closes their live streams (B1). */
  public static final String CLOSE_SESSIONS = "close-sessions";

  /** Writes down the cut at T of calls and agent intervals that were open then (C4). */
  public static final String CUT_FACTS = "cut-facts";

  /** Mails the reseller's contact what happened, or will. */
  public static final String NOTIFY_RESELLER = "notify-reseller";

  private EffectKind() {}
}
