package dev.tenure.collection.connect;

import dev.tenure.collection.eventsocket.SwitchEvent;
import dev.tenure.collection.eventsocket.SwitchRecording;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Speaks the event socket on loopback as a FreeSWITCH does, and tells what it is given to tell. */
public final class FreeSwitchDouble implements AutoCloseable {

  public static final String PASSWORD = "ClueCon";

  private final ServerSocket server;
  private final Supplier<Instant> clock;
  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final BlockingQueue<Listener> ready = new LinkedBlockingQueue<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile boolean rude;
  private volatile boolean silentAboutEvents;

  public FreeSwitchDouble(Supplier<Instant> clock) throws IOException {
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.clock = clock;
    answers.put("version", "FreeSWITCH Version 1.10.12-release~64bit (-release 64bit)\n");
    answers.put("show channels as json", "{\"row_count\":0}");
    answers.put("callcenter_config agent list", "name|contact|status|state|wrap_up_time\n+OK\n");
    answers.put("callcenter_config queue list", "name|strategy\nsupport@default|ring-all\n+OK\n");
    answers.put("callcenter_config tier list", "queue|agent|state\n+OK\n");
    Thread.ofVirtual().start(this::accept);
  }

  public int port() {
    return server.getLocalPort();
  }

  /** What it answers to a command of its console. */
  void answers(String command, String answer) {
    answers.put(command, answer);
  }

  /** It refuses whoever comes, before asking who it is. */
  void refusesAddresses() {
    rude = true;
  }

  /** It tells no events. */
  void deniesEvents() {
    silentAboutEvents = true;
  }

  List<String> asked() {
    return new ArrayList<>(asked);
  }

  /** Waits for somebody to log in and take a snapshot. */
  Listener listener() throws InterruptedException {
    Listener listener = ready.poll(60, TimeUnit.SECONDS);
    if (listener == null) {
      throw new AssertionError("Nobody has logged in; asked for " + asked);
    }
    return listener;
  }

  /** Somebody who has logged in. */
  static final class Listener {
    private final Socket socket;
    private final Set<String> events = ConcurrentHashMap.newKeySet();

    Listener(Socket socket) {
      this.socket = socket;
    }

    /** Tells events, as far as they are wanted. */
    void tell(List<String> bodies) throws IOException {
      for (String body : bodies) {
        SwitchEvent event = SwitchRecording.event(body);
        if (events.contains(event.name())) {
          raw(SwitchRecording.frame(body));
        }
      }
    }

    /** Tells an event; headers in turn as name and value. */
    void tell(Instant at, long sequence, String name, String... headers) throws IOException {
      Map<String, String> all = new HashMap<>();
      all.put("Event-Name", name);
      all.put("Core-UUID", "core");
      all.put("Event-Sequence", String.valueOf(sequence));
      all.put("Event-Date-Timestamp", String.valueOf(ChronoUnit.MICROS.between(Instant.EPOCH, at)));
      for (int i = 0; i < headers.length; i += 2) {
        all.put(headers[i], headers[i + 1]);
      }
      StringBuilder json = new StringBuilder("{");
      all.forEach((key, value) -> json.append("\"%s\":\"%s\",".formatted(key, value)));
      json.setCharAt(json.length() - 1, '}');
      raw(SwitchRecording.frame(json.toString()));
    }

    void raw(byte[] bytes) throws IOException {
      synchronized (this) {
        OutputStream out = socket.getOutputStream();
        out.write(bytes);
        out.flush();
      }
    }

    void raw(String text) throws IOException {
      raw(text.getBytes(StandardCharsets.UTF_8));
    }

    void close() throws IOException {
      socket.close();
    }

    boolean isClosed() {
      return socket.isClosed();
    }
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
    Listener listener = new Listener(socket);
    try (socket;
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
      if (rude) {
        listener.raw(
            "Content-Type: text/rude-rejection\nContent-Length: 24\n\nAccess Denied, go away.\n");
        return;
      }
      listener.raw("Content-Type: auth/request\n\n");
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (!line.isEmpty()) {
          answer(listener, line);
        }
      }
    } catch (IOException gone) {
      // As phone systems do.
    }
  }

  private void answer(Listener listener, String command) throws IOException {
    asked.add(command.startsWith("auth ") ? "auth" : command);
    if (command.startsWith("auth ")) {
      boolean right = command.equals("auth " + PASSWORD);
      listener.raw(reply(right ? "+OK accepted" : "-ERR invalid"));
    } else if (command.startsWith("event json ")) {
      listener.raw(
          reply(silentAboutEvents ? "-ERR permission denied" : "+OK event listener enabled json"));
      if (!silentAboutEvents) {
        listener.events.addAll(List.of(command.substring("event json ".length()).split(" ", -1)));
      }
    } else if (command.startsWith("api ")) {
      String what = command.substring("api ".length());
      listener.raw(SwitchRecording.frame("api/response", told(what)));
      if (what.equals("callcenter_config tier list")) {
        ready.add(listener);
      }
    } else {
      listener.raw(reply("-ERR command not found"));
    }
  }

  private String told(String what) {
    Instant now = clock.get();
    return switch (what) {
      case "strmicroepoch" -> String.valueOf(ChronoUnit.MICROS.between(Instant.EPOCH, now));
      case "strepoch" -> String.valueOf(now.getEpochSecond());
      default ->
          answers.getOrDefault(what, "-ERR " + what.split(" ", 2)[0] + " Command not found!\n");
    };
  }

  private static String reply(String text) {
    return "Content-Type: command/reply\nReply-Text: " + text + "\n\n";
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
