package tenure.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One browser's connection: keep-alive, cookies, and as little work of its own as can be. */
final class Wire implements AutoCloseable {

  record Answer(int status, Map<String, String> headers, String body) {
    String location() {
      return headers.getOrDefault("location", "");
    }
  }

  private final URI server;
  private final Map<String, String> cookies = new LinkedHashMap<>();
  private Socket socket;
  private InputStream in;

  Wire(URI server) {
    this.server = server;
  }

  Wire likeMe() {
    Wire other = new Wire(server);
    other.cookies.putAll(cookies);
    return other;
  }

  Answer get(String path) throws IOException {
    return send("GET", path, null, null, Map.of());
  }

  Answer post(String path, Map<String, String> form) throws IOException {
    String body =
        form.entrySet().stream()
            .map(e -> encode(e.getKey()) + "=" + encode(e.getValue()))
            .collect(Collectors.joining("&"));
    return send("POST", path, "application/x-www-form-urlencoded", body, Map.of());
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  Answer send(String method, String path, String type, String body, Map<String, String> headers)
      throws IOException {
    try {
      return sendOnce(method, path, type, body, headers);
    } catch (IOException gone) {
      close();
      return sendOnce(method, path, type, body, headers);
    }
  }

  private Answer sendOnce(
      String method, String path, String type, String body, Map<String, String> headers)
      throws IOException {
    open();
    write(method, path, type, body, headers);
    Answer head = head();
    String length = head.headers().get("content-length");
    String text =
        length != null
            ? new String(in.readNBytes(Integer.parseInt(length)), StandardCharsets.UTF_8)
            : "chunked".equals(head.headers().get("transfer-encoding")) ? chunks() : "";
    if ("close".equals(head.headers().get("connection"))) {
      close();
    }
    return new Answer(head.status(), head.headers(), text);
  }

  /** Sends a GET and reads only the head; {@link #line} then reads the stream. */
  Answer stream(String path) throws IOException {
    open();
    write("GET", path, null, null, Map.of("Accept", "text/event-stream"));
    return head();
  }

  private void open() throws IOException {
    if (socket == null) {
      socket = new Socket(server.getHost(), server.getPort());
      socket.setTcpNoDelay(true);
      in = new BufferedInputStream(socket.getInputStream(), 16_384);
    }
  }

  private void write(
      String method, String path, String type, String body, Map<String, String> headers)
      throws IOException {
    byte[] bytes = body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
    StringBuilder head = new StringBuilder();
    head.append(method).append(' ').append(path).append(" HTTP/1.1\r\nHost: ");
    head.append(server.getHost()).append(':').append(server.getPort()).append("\r\n");
    if (!cookies.isEmpty()) {
      head.append("Cookie: ");
      head.append(
          cookies.entrySet().stream()
              .map(e -> e.getKey() + "=" + e.getValue())
              .collect(Collectors.joining("; ")));
      head.append("\r\n");
    }
    headers.forEach((k, v) -> head.append(k).append(": ").append(v).append("\r\n"));
    if (body != null) {
      head.append("Content-Type: ").append(type).append("\r\nContent-Length: ");
      head.append(bytes.length).append("\r\n");
    }
    head.append("\r\n");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(head.toString().getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(bytes);
    socket.getOutputStream().write(out.toByteArray());
  }

  private Answer head() throws IOException {
    String first = line();
    if (first == null) {
      throw new IOException("closed");
    }
    int status = Integer.parseInt(first.substring(9, 12));
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(); line != null && !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      String name = line.substring(0, colon).toLowerCase();
      String value = line.substring(colon + 1).strip();
      if (name.equals("set-cookie")) {
        String pair = value.split(";", 2)[0];
        int equals = pair.indexOf('=');
        cookies.put(pair.substring(0, equals), pair.substring(equals + 1));
      } else {
        headers.put(name, value);
      }
    }
    return new Answer(status, headers, "");
  }

  /** One line without its end; null when the stream has ended. */
  String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(80);
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        return null;
      }
      if (b != '\r') {
        line.write(b);
      }
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  private String chunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (true) {
      String size = line();
      if (size == null) {
        throw new IOException("closed");
      }
      int n = Integer.parseInt(size.strip(), 16);
      body.writeBytes(in.readNBytes(n));
      line();
      if (n == 0) {
        return body.toString(StandardCharsets.UTF_8);
      }
    }
  }

  private static final Pattern HIDDEN =
      Pattern.compile("<input[^>]*type=\"hidden\"[^>]*>", Pattern.CASE_INSENSITIVE);

  /** The hidden fields of a page's forms, the last one of a name winning. */
  static Map<String, String> hidden(String page) {
    Map<String, String> fields = new LinkedHashMap<>();
    Matcher inputs = HIDDEN.matcher(page);
    while (inputs.find()) {
      fields.put(attribute(inputs.group(), "name"), attribute(inputs.group(), "value"));
    }
    return fields;
  }

  private static String attribute(String tag, String name) {
    Matcher m = Pattern.compile("\\b" + name + "=\"([^\"]*)\"").matcher(tag);
    return m.find() ? m.group(1).replace("&amp;", "&") : "";
  }

  /** Signs in as a person does: reads the form, posts it. */
  Wire signIn(String email, String password) throws IOException {
    Map<String, String> form = hidden(get("/signin").body());
    form.put("email", email);
    form.put("password", password);
    Answer answer = post("/signin", form);
    if (answer.status() != 303 && answer.status() != 302) {
      throw new IOException("Sign-in of " + email + " answered " + answer.status());
    }
    return this;
  }

  @Override
  public void close() throws IOException {
    if (socket != null) {
      socket.close();
      socket = null;
    }
  }
}
