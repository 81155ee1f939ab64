package dev.tenure.delivery;

/**
 * A mail to be written.
 *
 * @param to one address
 * @param body plain text, lines separated by a line feed
 */
public record Letter(String to, String subject, String body) {

  public Letter {
    if (to.isBlank() || subject.isBlank()) {
      throw new IllegalStateException(
          "A letter has an address and a subject: " + to + ", " + subject);
    }
    // A line break in a header would begin another header.
    subject = subject.replaceAll("\\s+", " ");
  }
}
