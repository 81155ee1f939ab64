package dev.tenure.collection.connect;

import java.io.IOException;

/** The phone system was reached and doesn't let us in. */
final class LoginRefused extends IOException {

  private static final long serialVersionUID = 1L;

  LoginRefused(String sentence) {
    super(sentence);
  }
}
