package dev.tenure.demo.phones;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A manager interface on loopback, as an Asterisk has one: with log-in by challenge, actions and
 * events. Whoever isn't there when something is told never hears of it.
 */
public final class SimulatedAsterisk implements AutoCloseable {

  /** How to log in; it listens on loopback only. */
  public static final String USER = "tenure";

  public static final String SECRET = "the demo's phones only";

  private static final Logger log = LoggerFactory.getLogger(SimulatedAsterisk.class);
  private static final String CHALLENGE = "840415273";
  private static final int LONGEST_LINE = 8_192;

  private final ServerSocket server;
  private final Exchange exchange;
  private final Supplier<Instant> clock;
  private final Set<OutputStream> listeners = ConcurrentHashMap.newKeySet();
  private volatile boolean heard;

  /**
   * Takes the port; nobody is answered before {@link #begin}.
   *
   * @param port 0 for any free one
   */
  public SimulatedAsterisk(List<Office> offices, int port, Supplier<Instant> clock)
      throws IOException {
    this.server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
    this.exchange = new Exchange(offices);
    this.clock = clock;
  }

  /** Answers from now on. */
  public void begin() {
    Thread.ofVirtual().name("demo-asterisk").start(this::accept);
  }

  /** Goes through what happened before, for what of it is in progress. */
  public synchronized void remember(PhoneEvent event) {
    exchange.tell(event);
  }

  public int port() {
    return server.getLocalPort();
  }

  /** Whether anybody has logged in and asked what is in progress. */
  public boolean heard() {
    return heard;
  }

  /** Tells what happened, to those who listen. */
  public synchronized void tell(PhoneEvent event) {
    for (String message : exchange.tell(event)) {
      byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
      listeners.removeIf(listener -> !reaches(listener, bytes));
    }
  }

  private static boolean reaches(OutputStream listener, byte[] bytes) {
    try {
      listener.write(bytes);
      return true;
    } catch (IOException gone) {
      return false;
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread.ofVirtual().name("demo-asterisk-client").start(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    OutputStream out = null;
    try (socket;
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
      out = socket.getOutputStream();
      write(out, "Asterisk Call Manager/11.0.0\r\n");
      Map<String, String> fields = new HashMap<>();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        int colon = line.indexOf(": ");
        if (line.length() > LONGEST_LINE) {
          return;
        } else if (colon > 0) {
          fields.put(line.substring(0, colon), line.substring(colon + 2));
        } else if (line.isEmpty()) {
          answer(out, fields);
          fields.clear();
        }
      }
    } catch (IOException gone) {
      log.debug("Somebody left the simulated Asterisk", gone);
    } finally {
      if (out != null) {
        listeners.remove(out);
      }
    }
  }

  private synchronized void answer(OutputStream out, Map<String, String> action)
      throws IOException {
    String name = action.getOrDefault("Action", "");
    String id = "ActionID: " + action.getOrDefault("ActionID", "") + "\r\n";
    String success = "Response: Success\r\n" + id;
    if (!listeners.contains(out) && !name.equals("Challenge") && !name.equals("Login")) {
      write(out, "Response: Error\r\n" + id + "Message: Permission denied\r\n\r\n");
      return;
    }
    switch (name) {
      case "Challenge" -> write(out, success + "Challenge: " + CHALLENGE + "\r\n\r\n");
      case "Login" -> logIn(out, action, id, success);
      case "Ping" ->
          write(
              out, success + "Ping: Pong\r\nTimestamp: " + AmiText.stamp(clock.get()) + "\r\n\r\n");
      case "CoreShowChannels" ->
          list(out, success, id, exchange.channels(clock.get()), "CoreShowChannelsComplete");
      case "QueueStatus" -> {
        list(out, success, id, exchange.queues(clock.get()), "QueueStatusComplete");
        heard = true;
      }
      case "Command" ->
          write(
              out,
              success
                  + "Message: Command output follows\r\nOutput:        username: tenure\r\n"
                  + "Output:       read perm: all\r\n\r\n");
      default -> write(out, success + "\r\n");
    }
  }

  private void logIn(OutputStream out, Map<String, String> action, String id, String success)
      throws IOException {
    boolean right =
        SECRET.equals(action.get("Secret")) || md5(CHALLENGE + SECRET).equals(action.get("Key"));
    if (!right || !USER.equals(action.get("Username"))) {
      write(out, "Response: Error\r\n" + id + "Message: Authentication failed\r\n\r\n");
      return;
    }
    listeners.add(out);
    write(out, success + "Message: Authentication accepted\r\n\r\nEvent: FullyBooted\r\n\r\n");
  }

  private static void list(
      OutputStream out, String success, String id, List<String> events, String end)
      throws IOException {
    List<String> all = new ArrayList<>();
    all.add(success + "EventList: start\r\n\r\n");
    events.forEach(event -> all.add(event + id + "\r\n"));
    all.add("Event: " + end + "\r\n" + id + "\r\n");
    write(out, String.join("", all));
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private static String md5(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has MD5", e);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
