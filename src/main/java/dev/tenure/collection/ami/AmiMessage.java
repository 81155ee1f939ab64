package dev.tenure.collection.ami;

import java.util.ArrayList;
import java.util.List;

/**
 * One message of Asterisk's: an event or the answer to an action. Names are compared without regard
 * to case, since versions differ in it.
 *
 * @param fields in the order in which they came; a name may come more than once
 */
public record AmiMessage(List<Field> fields) {

  /** Copies the list. */
  public AmiMessage {
    fields = List.copyOf(fields);
  }

  /** A line of a message. */
  public record Field(String name, String value) {

    private Field cut(int longest) {
      return value.length() > longest ? new Field(name, value.substring(0, longest)) : this;
    }
  }

  /** About how many characters it has. */
  public int weight() {
    int weight = 0;
    for (Field field : fields) {
      weight += field.name().length() + field.value().length() + 32;
    }
    return weight;
  }

  /** The same message with no value longer than so many characters. */
  public AmiMessage cut(int longest) {
    for (Field field : fields) {
      if (field.value().length() > longest) {
        return new AmiMessage(fields.stream().map(each -> each.cut(longest)).toList());
      }
    }
    return this;
  }

  /** The first value of that name; empty if there is none. */
  public String get(String name) {
    for (Field field : fields) {
      if (field.name().equalsIgnoreCase(name)) {
        return field.value();
      }
    }
    return "";
  }

  /** All values of that name. */
  public List<String> all(String name) {
    List<String> values = new ArrayList<>();
    for (Field field : fields) {
      if (field.name().equalsIgnoreCase(name)) {
        values.add(field.value());
      }
    }
    return values;
  }

  /** Which event it is; empty for the answer to an action. */
  public String event() {
    return get("Event");
  }

  /** Whether it answers an action, rather than telling an event. */
  public boolean isResponse() {
    return event().isEmpty() && !get("Response").isEmpty();
  }

  /** Whether it answers that the action was carried out. */
  public boolean isSuccess() {
    String word = get("Response");
    return word.equalsIgnoreCase("Success")
        || word.equalsIgnoreCase("Goodbye")
        || word.equalsIgnoreCase("Follows");
  }
}
