package dev.tenure.collection.ami;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** An action to send to Asterisk. Nothing that is put into a field can end it or begin another. */
public final class AmiAction {

  private final String name;
  private final List<AmiMessage.Field> fields = new ArrayList<>();

  private AmiAction(String name) {
    this.name = name;
    with("Action", name);
  }

  /** An action of that name, without fields. */
  public static AmiAction named(String name) {
    return new AmiAction(name);
  }

  /** Whether a text can be the value of a field: it has no line end and no other control. */
  public static boolean fits(String value) {
    return value.chars().noneMatch(c -> c < ' ' || c == 0x7F);
  }

  /**
   * Adds a field.
   *
   * @throws IllegalStateException if the value doesn't fit; it isn't named, since it may be secret
   */
  public AmiAction with(String field, String value) {
    if (!fits(value) || !fits(field) || field.indexOf(':') >= 0) {
      throw new IllegalStateException(
          "Field %s of action %s has a control character".formatted(field, name));
    }
    fields.add(new AmiMessage.Field(field, value));
    return this;
  }

  /** As it goes over the wire. */
  public byte[] bytes() {
    StringBuilder text = new StringBuilder();
    for (AmiMessage.Field field : fields) {
      text.append(field.name()).append(": ").append(field.value()).append("\r\n");
    }
    return text.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Its name alone: its fields may be secret. */
  @Override
  public String toString() {
    return name;
  }
}
