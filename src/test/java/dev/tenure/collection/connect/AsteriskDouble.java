package dev.tenure.collection.connect;

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
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Speaks AMI on loopback as an Asterisk does, and tells what it is given to tell. */
public final class AsteriskDouble implements AutoCloseable {

  public static final String USER = "tenure";
  public static final String SECRET = "hush-hush";
  private static final String CHALLENGE = "840415273";

  private final ServerSocket server;
  private final Supplier<Instant> clock;
  private final Set<String> denied = new HashSet<>();
  private final List<String> snapshot = new CopyOnWriteArrayList<>();
  private final BlockingQueue<Socket> ready = new LinkedBlockingQueue<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final Set<Socket> loggedIn = new LinkedHashSet<>();
  private Runnable beforeSnapshot = () -> {};

  public AsteriskDouble(ServerSocket server, Supplier<Instant> clock) {
    this.server = server;
    this.clock = clock;
    Thread.ofVirtual().start(this::accept);
  }

  public static AsteriskDouble plain(Supplier<Instant> clock) throws IOException {
    return new AsteriskDouble(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), clock);
  }

  public int port() {
    return server.getLocalPort();
  }

  /** Actions that are answered with “Permission denied”. */
  void deny(String... actions) {
    denied.addAll(List.of(actions));
  }

  /** What CoreShowChannels and QueueStatus tell: fields in turn as name and value. */
  void inProgress(String event, String... fields) {
    StringBuilder message = new StringBuilder("Event: " + event + "\r\n");
    for (int i = 0; i < fields.length; i += 2) {
      message.append(fields[i]).append(": ").append(fields[i + 1]).append("\r\n");
    }
    snapshot.add(message.toString());
  }

  /** Nothing is in progress any more. */
  void idle() {
    snapshot.clear();
  }

  /** The actions that it was asked for, without their fields. */
  List<String> asked() {
    return new ArrayList<>(asked);
  }

  /** What is to be done before each snapshot, so that it tells what is in progress then. */
  synchronized void beforeSnapshot(Runnable look) {
    beforeSnapshot = look;
  }

  /** Something happens, and is told to all who have logged in; not while a question is answered. */
  synchronized void happen(Supplier<String> what) {
    byte[] told = what.get().getBytes(StandardCharsets.UTF_8);
    for (Socket socket : Set.copyOf(loggedIn)) {
      try {
        socket.getOutputStream().write(told);
      } catch (IOException gone) {
        loggedIn.remove(socket);
      }
    }
  }

  /** Ends all connections without a goodbye; what is under way is lost. */
  synchronized void cut() throws IOException {
    for (Socket socket : loggedIn) {
      socket.setSoLinger(true, 0);
      socket.close();
    }
    loggedIn.clear();
  }

  /** How many snapshots have been asked for. */
  long snapshots() {
    return asked.stream().filter("QueueStatus"::equals).count();
  }

  /** Waits for somebody to log in and take a snapshot. */
  Socket listener() throws InterruptedException {
    Socket socket = ready.poll(30, TimeUnit.SECONDS);
    if (socket == null) {
      throw new AssertionError("Nobody has logged in; asked for " + asked);
    }
    return socket;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket;
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
      write(socket.getOutputStream(), "Asterisk Call Manager/11.0.0\r\n");
      Map<String, String> fields = new HashMap<>();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.isEmpty()) {
          answer(socket, fields);
          fields.clear();
        } else {
          int colon = line.indexOf(": ");
          if (colon < 0) {
            return;
          }
          fields.put(line.substring(0, colon), line.substring(colon + 2));
        }
      }
    } catch (IOException gone) {
      // As phone systems do.
    } finally {
      forget(socket);
    }
  }

  private synchronized void forget(Socket socket) {
    loggedIn.remove(socket);
  }

  private synchronized void answer(Socket socket, Map<String, String> action) throws IOException {
    OutputStream out = socket.getOutputStream();
    String name = action.getOrDefault("Action", "");
    String id = "ActionID: " + action.get("ActionID") + "\r\n";
    asked.add(name);
    if (denied.contains(name)) {
      write(out, "Response: Error\r\n" + id + "Message: Permission denied\r\n\r\n");
      return;
    }
    String success = "Response: Success\r\n" + id;
    switch (name) {
      case "Challenge" -> write(out, success + "Challenge: " + CHALLENGE + "\r\n\r\n");
      case "Login" -> {
        boolean right =
            SECRET.equals(action.get("Secret"))
                || md5(CHALLENGE + SECRET).equals(action.get("Key"));
        write(
            out,
            right && USER.equals(action.get("Username"))
                ? success + "Message: Authentication accepted\r\n\r\nEvent: FullyBooted\r\n\r\n"
                : "Response: Error\r\n" + id + "Message: Authentication failed\r\n\r\n");
        if (right) {
          loggedIn.add(socket);
        }
      }
      case "Ping" -> {
        Instant now = clock.get();
        String stamp = "%d.%06d".formatted(now.getEpochSecond(), now.getNano() / 1000);
        write(out, success + "Ping: Pong\r\nTimestamp: " + stamp + "\r\n\r\n");
      }
      case "CoreSettings" ->
          write(out, success + "AMIversion: 11.0.0\r\nAsteriskVersion: 22.10.1\r\n\r\n");
      case "CoreShowChannels" -> tell(out, success, id, "CoreShow");
      case "QueueStatus" -> {
        tell(out, success, id, "Queue");
        ready.add(socket);
      }
      case "Command" ->
          write(
              out,
              success
                  + "Message: Command output follows\r\nOutput:        username: tenure\r\n"
                  + "Output:       read perm: system,call,agent\r\n\r\n");
      default -> write(out, success + "\r\n");
    }
  }

  private void tell(OutputStream out, String success, String id, String kind) throws IOException {
    beforeSnapshot.run();
    write(out, success + "EventList: start\r\n\r\n");
    for (String message : snapshot) {
      if (message.startsWith("Event: " + kind)) {
        write(out, message + id + "\r\n");
      }
    }
    write(out, "Event: " + kind + "Complete\r\n" + id + "\r\n");
  }

  static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private static String md5(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
