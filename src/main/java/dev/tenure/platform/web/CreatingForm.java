package dev.tenure.platform.web;

import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import dev.tenure.platform.ResellerId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.servlet.ModelAndView;

/**
 * A form that creates something, as it was sent. However often the same form is sent, concurrently
 * or one after the other, it creates once and gets the same answer (A23). A controller's method
 * takes one as a parameter.
 *
 * <p>Creating and using the key are one transaction; if the command is refused, both are rolled
 * back, and the same form can be sent again.
 */
public final class CreatingForm {

  /** The field that confirms what was typed; it is not part of what was typed. */
  public static final String CONFIRMED = "confirmed";

  /** The refusal code of a form that is already being processed. */
  public static final String UNDER_WAY = "form-under-way";

  private static final UUID SUPPORT = new UUID(0, 0);

  /**
   * The address that the answer leads to, and a secret that its page shows once.
   *
   * @param secret without characters that a cookie can't hold; empty for none
   */
  public record Made(String address, String secret) {}

  private final FormKeyStore store;
  private final TransactionTemplate transaction;
  private final HttpServletRequest request;
  private final Instant now;
  private final UUID organisation;

  CreatingForm(
      FormKeyStore store,
      TransactionTemplate transaction,
      HttpServletRequest request,
      Instant now,
      Actor actor) {
    this.store = store;
    this.transaction = transaction;
    this.request = request;
    this.now = now;
    this.organisation = organisation(actor);
  }

  private static UUID organisation(Actor actor) {
    CustomerId customer = actor.customer();
    ResellerId reseller = actor.reseller();
    return customer != null ? customer.value() : reseller != null ? reseller.value() : SUPPORT;
  }

  /** The key to write into the forms of the page that answers this request. */
  static String keyFor(HttpServletRequest request, Instant now) {
    if (request.getAttribute(FormKey.FIELD) instanceof String made) {
      return made;
    }
    String sent = Objects.requireNonNullElse(request.getParameter(FormKey.FIELD), "");
    String key = FormKey.usable(sent, now) ? sent : FormKey.fresh(now).text();
    request.setAttribute(FormKey.FIELD, key);
    return key;
  }

  /**
   * Creates by the command, unless this form has created already.
   *
   * @param command answers with the address to lead to
   * @return the redirect there
   * @throws Refused as the command, and as invalid for a key that is missing, damaged or expired;
   *     {@code form-used} when what was typed has changed
   */
  public ModelAndView lead(Supplier<String> command) {
    return new ModelAndView("redirect:" + address(command));
  }

  /** The same, as an address. */
  public String address(Supplier<String> command) {
    return made(() -> new Made(command.get(), "")).address();
  }

  /** The same with a secret, which a repeated form gets again. */
  public ModelAndView lead(HttpServletResponse response, Supplier<Made> command) {
    Made made = made(command);
    if (!made.secret().isEmpty()) {
      String path = made.address().replaceFirst("[?#].*", "");
      OnceCookie.hand(request, response, path, made.secret());
    }
    return new ModelAndView("redirect:" + made.address());
  }

  private Made made(Supplier<Made> command) {
    FormKey key = key();
    FormKeyStore.Id id = id(key);
    byte[] content = key.fingerprint(typed());
    Optional<Made> created =
        Objects.requireNonNull(
            transaction.execute(status -> {
              if (!store.take(id, content)) {
                return Optional.<Made>empty();
              }
              Made made = command.get();
              store.answer(
                  id, made.address(), made.secret().isEmpty() ? null : key.seal(made.secret()));
              return Optional.of(made);
            }));
    return created.orElseGet(() -> before(key, id, content));
  }

  /** What the form created when it was sent before. */
  private Made before(FormKey key, FormKeyStore.Id id, byte[] content) {
    FormKeyStore.Sent sent =
        store
            .find(id)
            .orElseThrow(() -> new IllegalStateException("A form's key is neither free nor used"));
    if (!Arrays.equals(sent.content(), content)) {
      request.setAttribute(FormKey.FIELD, FormKey.fresh(now).text());
      throw new Refused(
          new Refusal.WrongState(
              "form-used",
              "This form was sent before, and what it created exists. Your later changes were not"
                  + " recorded. To create another one with the values below, send the form"
                  + " again."));
    }
    byte[] secret = sent.secret();
    return new Made(sent.answer(), secret == null ? "" : key.open(secret));
  }

  /**
   * The address that the form led to when it was sent before; empty the first time. For what isn't
   * created in one transaction: {@link #begun} marks the beginning.
   *
   * @throws Refused as {@link #lead}
   */
  public Optional<String> ledBefore() {
    FormKey key = key();
    return store
        .find(id(key))
        .map(sent -> before(key, id(key), key.fingerprint(typed())).address());
  }

  /**
   * Takes the key, within the transaction that begins the work.
   *
   * @throws Refused {@link #UNDER_WAY} when another request took it first
   */
  public void begun(String address) {
    FormKey key = key();
    if (!store.take(id(key), key.fingerprint(typed()))) {
      throw new Refused(
          new Refusal.WrongState(UNDER_WAY, "This form was sent before, and is being processed."));
    }
    store.answer(id(key), address, null);
    // If the work fails, the form that is shown again is for another try.
    request.setAttribute(FormKey.FIELD, FormKey.fresh(now).text());
  }

  private FormKey key() {
    return FormKey.require(
        Objects.requireNonNullElse(request.getParameter(FormKey.FIELD), ""), now);
  }

  private FormKeyStore.Id id(FormKey key) {
    return new FormKeyStore.Id(organisation, key.hash(), request.getRequestURI());
  }

  private Map<String, String[]> typed() {
    Map<String, String[]> typed = new LinkedHashMap<>(request.getParameterMap());
    typed.keySet().removeAll(Set.of(FormKey.FIELD, Proof.FIELD, CONFIRMED, "go"));
    Csrf.parameter(request).ifPresent(typed::remove);
    return typed;
  }
}
