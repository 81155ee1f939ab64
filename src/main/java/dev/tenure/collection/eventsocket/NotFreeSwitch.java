package dev.tenure.collection.eventsocket;

import java.io.IOException;

/** What is at the other end doesn't speak as FreeSWITCH's event socket does. */
public final class NotFreeSwitch extends IOException {

  private static final long serialVersionUID = 1L;

  NotFreeSwitch(String sentence) {
    super(sentence);
  }
}
