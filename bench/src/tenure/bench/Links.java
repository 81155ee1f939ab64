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
    String body =
        server.text(
            "SELECT body FROM mail WHERE lower(recipient) = lower('"
                + email
                + "') ORDER BY created_at DESC LIMIT 1");
    Matcher m = Pattern.compile("(/reset/[A-Za-z0-9_-]+)").matcher(body);
    if (!m.find()) {
      throw new IllegalStateException("No link in: " + body);
    }
    return m.group(1);
  }

  private Links() {}
}
