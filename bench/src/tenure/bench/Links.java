package tenure.bench;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A fresh password-reset link of a person, asked for on the page and read from the outbox. */
final class Links {

  static String reset(Server server, String email) throws Exception {
    try (Wire wire = new Wire(server.address)) {
      var form = Wire.hidden(wire.get("/forgot").body());
      form.put("email", email);
      wire.post("/forgot", form);
    }
    String body = "";
    // The answer doesn't wait for the mail, so that it tells nobody whether there is one.
    for (int i = 0; i < 500; i++) {
      body =
          server.text(
              "SELECT body FROM mail WHERE lower(recipient) = lower('"
                  + email
                  + "') ORDER BY created_at DESC LIMIT 1");
      Matcher m = Pattern.compile("(/reset/[A-Za-z0-9_-]+)").matcher(body);
      if (m.find()) {
        return m.group(1);
      }
      Thread.sleep(10);
    }
    throw new IllegalStateException("No link in: " + body);
  }

  private Links() {}
}
