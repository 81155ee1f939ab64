package dev.tenure.collection.ami;

/** Takes what an {@link AmiReader} reads, in the order of the stream. */
public interface AmiSink {

  /**
   * Asterisk has greeted; comes once, before any message.
   *
   * @param version of the protocol, {@code 11.0.0}
   */
  void greeted(String version);

  /** A whole message. */
  void message(AmiMessage message);
}
