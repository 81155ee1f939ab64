package dev.tenure.customer.live;

import dev.tenure.customer.Browser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** An open stream of events, read by a thread of its own. */
final class Stream implements AutoCloseable {

  static final String END = "(end)";
  private static final int PATIENCE_SECONDS = 20;

  /** One event; at the end of the stream one named {@link #END}. */
  record Event(String name, String data) {}

  private final HttpResponse<InputStream> answer;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

  private Stream(HttpResponse<InputStream> answer) {
    this.answer = answer;
    Thread.ofVirtual().start(this::read);
  }

  static Stream of(Browser browser) {
    HttpResponse<InputStream> answer = browser.open("/portal/live/stream");
    if (answer.statusCode() != 200) {
      throw new IllegalStateException("The stream answered " + answer.statusCode());
    }
    return new Stream(answer);
  }

  private void read() {
    try (var in =
        new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
      String name = "";
      StringBuilder data = new StringBuilder();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.startsWith("event: ")) {
          name = line.substring(7);
        } else if (line.startsWith("data: ")) {
          data.append(line.substring(6)).append('\n');
        } else if (line.isEmpty() && !name.isEmpty()) {
          events.add(new Event(name, data.toString().strip()));
          name = "";
          data.setLength(0);
        }
      }
      events.add(new Event(END, ""));
    } catch (IOException closed) {
      events.add(new Event(END, closed.toString()));
    }
  }

  /** The next event, whatever it is. */
  Event next() {
    try {
      Event event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (event == null) {
        throw new AssertionError("Nothing came within " + PATIENCE_SECONDS + " s");
      }
      return event;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The next event of that name; whatever comes before it is skipped, but for the end. */
  Event next(String name) {
    Event event = next();
    while (!event.name().equals(name)) {
      if (event.name().equals(END)) {
        throw new AssertionError("The stream ended before a " + name);
      }
      event = next();
    }
    return event;
  }

  /** The next board that says it. */
  Event boardWith(String text) {
    Event board = next("board");
    while (!board.data().contains(text)) {
      board = next("board");
    }
    return board;
  }

  @Override
  public void close() {
    try {
      answer.body().close();
    } catch (IOException closed) {
      throw new IllegalStateException(closed);
    }
  }
}
