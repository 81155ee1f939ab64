package dev.tenure.reseller;

import dev.tenure.account.Command;
import dev.tenure.account.ReasonCode;
import dev.tenure.account.State;
import dev.tenure.account.Status;
import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a reseller's people can press on an account, each with a warning screen of its own. */
public enum Deed {
  DISABLE("disable", Command.DISABLE, ReasonCode.MISSED_PAYMENT),
  REENABLE("re-enable", Command.REENABLE, ReasonCode.MISTAKE),
  TERMINATE("terminate", Command.TERMINATE_NOW, ReasonCode.CONTRACT_ENDED),
  TERMINATE_ON("terminate-on", Command.TERMINATE_ON_DATE, ReasonCode.CONTRACT_ENDED),
  WITHDRAW("withdraw", Command.WITHDRAW_TERMINATION, ReasonCode.CUSTOMER_REQUEST);

  private final String word;
  private final Command command;
  private final ReasonCode usualReason;

  Deed(String word, Command command, ReasonCode usualReason) {
    this.word = word;
    this.command = command;
    this.usualReason = usualReason;
  }

  /** The last part of its address, and of the keys of its texts. */
  public String word() {
    return word;
  }

  Command command() {
    return command;
  }

  ReasonCode usualReason() {
    return usualReason;
  }

  /** Whether the customer's name must be typed (G). */
  public boolean asksName() {
    return this == TERMINATE || this == TERMINATE_ON;
  }

  public boolean asksDate() {
    return this == TERMINATE_ON;
  }

  /** Whether it can't be undone here, and so needs a password typed lately (B8). */
  boolean needsProof() {
    return asksName();
  }

  /** Whether it takes something away from the customer. */
  public boolean dangerous() {
    return this == DISABLE || asksName();
  }

  /** Whether a page offers it in that state; the account module decides for itself. */
  boolean offeredIn(State state) {
    return this == REENABLE ? state.status() == Status.DISABLED : inMenu(state).contains(this);
  }

  /** The menu's entries in that state, in their order. */
  static List<Deed> inMenu(State state) {
    List<Deed> acts = new ArrayList<>();
    switch (state.status()) {
      case ACTIVE -> acts.addAll(List.of(DISABLE, TERMINATE, TERMINATE_ON));
      case DISABLED -> acts.addAll(List.of(TERMINATE, TERMINATE_ON));
      case TERMINATED -> {}
    }
    if (state.scheduled().isPresent()) {
      acts.add(WITHDRAW);
    }
    return acts;
  }

  static Deed of(String word) {
    return Arrays.stream(values())
        .filter(deed -> deed.word.equals(word))
        .findFirst()
        .orElseThrow(() -> new Refused(new Refusal.NotFound("page")));
  }
}
