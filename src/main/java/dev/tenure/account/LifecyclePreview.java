package dev.tenure.account;

import dev.tenure.identity.Presence;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Outlook;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * What a warning screen shows before a command (G): true for this customer, now. Figures that
 * aren't known are shown as such and don't stop the command.
 */
@Component
public class LifecyclePreview {

  /**
   * What a command would do.
   *
   * @param account as it is now; its version goes with the command (A10)
   * @param fingerprint of what matters of these facts, to go with the command (G)
   * @param peopleSignedIn whose access ends; {@link CollectionFigures#UNKNOWN} when that fails
   * @param moment of a termination on a date, empty for the other commands
   * @param before the dials as they are, {@code after} as they will be once it has taken effect
   * @param invoice the customer's part of the next invoice before and after (D9); nothing where its
   *     reseller isn't charged
   * @param refusal why it would be refused as things stand; empty when it would be done
   */
  public record Preview(
      Command command,
      Account account,
      String fingerprint,
      int peopleSignedIn,
      CollectionFigures.Figures figures,
      Optional<Moment> moment,
      Dials before,
      Dials after,
      Outlook<BillingFigures.NextInvoice> invoice,
      Optional<String> refusal) {}

  private final Accounts accounts;
  private final Presence presence;
  private final ObjectProvider<CollectionFigures> collection;
  private final Charges charges;

  LifecyclePreview(
      Accounts accounts,
      Presence presence,
      ObjectProvider<CollectionFigures> collection,
      Charges charges) {
    this.accounts = accounts;
    this.presence = presence;
    this.collection = collection;
    this.charges = charges;
  }

  /**
   * Looks ahead without changing anything.
   *
   * @param moment the T asked for, empty unless the command takes one and it was picked already
   * @throws dev.tenure.platform.Refused as not found
   */
  public Preview of(CustomerId customer, Command command, Optional<Moment> moment, Actor actor) {
    Account account = accounts.require(customer, actor);
    State state = account.state();
    Ruling ruling =
        Transitions.decide(
            command,
            new Circumstances(actor.level(), state, account.readAt(), moment.map(Moment::instant)));
    boolean undated = command == Command.TERMINATE_ON_DATE && moment.isEmpty();
    return new Preview(
        command,
        account,
        Fingerprint.of(account, account.readAt(), charges.licences(customer)),
        Outlook.of(() -> Optional.of(presence.signedIn(customer)))
            .known()
            .orElse(CollectionFigures.UNKNOWN),
        figures(customer),
        moment,
        state.status().dials(),
        after(command, state, ruling),
        charges.next(account, command, moment),
        undated ? Optional.empty() : refusal(ruling, account));
  }

  /** The dials once the command has taken effect, which for a date is from T on. */
  private static Dials after(Command command, State state, Ruling ruling) {
    return switch (ruling) {
      case Ruling.Permit(Status next) ->
          command == Command.TERMINATE_ON_DATE ? Status.TERMINATED.dials() : next.dials();
      case Ruling.AlreadySo already -> state.status().dials();
      case Ruling.Refuse refuse -> state.status().dials();
    };
  }

  private static Optional<String> refusal(Ruling ruling, Account account) {
    return switch (ruling) {
      case Ruling.Permit permit -> Optional.empty();
      case Ruling.AlreadySo(String code) -> Optional.of(Sentences.alreadySo(code, account));
      case Ruling.Refuse(String code) ->
          Optional.of(Sentences.refusal(code, account, account.readAt()).sentence());
    };
  }

  private CollectionFigures.Figures figures(CustomerId customer) {
    List<CollectionFigures> sources = collection.orderedStream().toList();
    return sources.isEmpty()
        ? new CollectionFigures.Figures(0, 0, 0)
        : Outlook.of(() -> Optional.of(sources.getFirst().figures(customer)))
            .known()
            .orElse(CollectionFigures.Figures.UNTOLD);
  }
}
