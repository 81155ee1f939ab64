package dev.tenure.collection.eventsocket;

import java.nio.charset.StandardCharsets;

/** A command to FreeSWITCH. Nothing that is put into it can end it or begin another. */
public final class Command {

  private final String name;
  private final String text;

  private Command(String name, String text) {
    if (!fits(text)) {
      throw new IllegalStateException("Command %s has a control character".formatted(name));
    }
    this.name = name;
    this.text = text;
  }

  /** Whether a text can be part of a command: it has no line end and no other control. */
  public static boolean fits(String text) {
    return text.chars().noneMatch(c -> c < ' ' || c == 0x7F);
  }

  /**
   * Logs in.
   *
   * @throws IllegalStateException if the password doesn't fit; it isn't told
   */
  public static Command auth(String password) {
    return new Command("auth", "auth " + password);
  }

  /**
   * Runs a command of FreeSWITCH's console; answered by {@code api/response}.
   *
   * @throws IllegalStateException if a word doesn't fit
   */
  public static Command api(String words) {
    return new Command("api " + words, "api " + words);
  }

  /**
   * Subscribes to events as JSON, in addition to those before.
   *
   * @param names of events; after {@code CUSTOM} of their subclasses
   * @throws IllegalStateException if a name doesn't fit
   */
  public static Command events(String... names) {
    return new Command("event", "event json " + String.join(" ", names));
  }

  /** As it goes over the wire. */
  public byte[] bytes() {
    return (text + "\n\n").getBytes(StandardCharsets.UTF_8);
  }

  /** Without what may be secret. */
  @Override
  public String toString() {
    return name;
  }
}
