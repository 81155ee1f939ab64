package dev.tenure.platform.web;

import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpStatus;

/**
 * What is wrong with a form that was sent, to be shown beside everything that was typed.
 *
 * @param byField sentences by the name of the field they belong to; those of no field under ""
 * @param status with which the form is shown again
 */
public record Problems(Map<String, String> byField, HttpStatus status) {

  public Problems {
    byField = Map.copyOf(byField);
  }

  /** Nothing is wrong. */
  public static Problems none() {
    return new Problems(Map.of(), HttpStatus.OK);
  }

  /** What the refusal says, at its field if it names one. */
  public static Problems of(Refused refused) {
    Refusal refusal = refused.refusal();
    String named = refusal instanceof Refusal.Invalid invalid ? invalid.field() : "";
    // The field of a form's key is hidden: its problem belongs to the whole form.
    String field = named.equals(FormKey.FIELD) ? "" : named;
    return new Problems(Map.of(field, refusal.sentence()), RefusalStatus.of(refusal));
  }

  /** One sentence at one field. */
  public static Problems at(String field, String sentence) {
    return new Problems(Map.of(field, sentence), HttpStatus.UNPROCESSABLE_CONTENT);
  }

  /** These and one more. */
  public Problems and(String field, String sentence) {
    Map<String, String> more = new LinkedHashMap<>(byField);
    more.putIfAbsent(field, sentence);
    return new Problems(more, HttpStatus.UNPROCESSABLE_CONTENT);
  }

  /** Whether the form comes back with a field for the password (B8). */
  public boolean asksProof() {
    return byField.containsKey(Proof.FIELD);
  }

  /** Whether nothing is wrong, and only the password is asked for. */
  public boolean onlyAsks() {
    return asksProof() && status == HttpStatus.UNAUTHORIZED;
  }

  public boolean any() {
    return !byField.isEmpty();
  }

  /** The sentence for the field, empty when it is right. */
  public String at(String field) {
    return byField.getOrDefault(field, "");
  }

  /** The sentence that belongs to no field, empty when there is none. */
  public String general() {
    return at("");
  }
}
