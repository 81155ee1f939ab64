package dev.tenure.platform.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.testing.RawConnection;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

/** Tomcat with nothing but our limits, which are short here; over real sockets. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PatientServerTest {

  private static final int IN_ALL = 40;
  private static final int OF_ONE = 20;
  private static final String GET = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

  private final Tomcat tomcat = new Tomcat();
  private int port;

  /** How the servlet's last long answer ended. */
  private CountDownLatch brokenOff = new CountDownLatch(1);

  @BeforeAll
  void start(@TempDir Path base) throws LifecycleException {
    ServerLimits limits =
        new ServerLimits(
            IN_ALL,
            OF_ONE,
            Duration.ofMillis(400),
            Duration.ofMillis(400),
            Duration.ofMillis(400),
            Duration.ofMinutes(5),
            DataSize.ofKilobytes(64));
    tomcat.setBaseDir(base.toString());
    Connector connector = new Connector(PatientProtocol.class.getName());
    connector.setPort(0);
    connector.setProperty("address", "127.0.0.1");
    ((PatientProtocol) connector.getProtocolHandler())
        .limit(limits, TrustedProxies.parse("127.0.0.99"));
    tomcat.setConnector(connector);
    var context = tomcat.addContext("", base.toString());
    Wrapper servlet = Tomcat.addServlet(context, "all", new Answers());
    servlet.setAsyncSupported(true);
    servlet.addMapping("/*");
    tomcat.start();
    port = connector.getLocalPort();
  }

  @AfterAll
  void stop() throws LifecycleException {
    tomcat.stop();
    tomcat.destroy();
  }

  private final class Answers extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      switch (request.getRequestURI()) {
        case "/long" -> write(response);
        case "/stream" -> {
          AsyncContext open = request.startAsync();
          open.setTimeout(0);
          Thread.ofVirtual()
              .start(() -> {
                try {
                  write(response);
                } catch (IOException gone) {
                  // The server ends what it has cut off.
                }
              });
        }
        case "/form" -> {
          request.getParameterMap();
          response.setContentLength(0);
        }
        case "/upload" -> {
          // Asks how much is there before it reads, as buffered streams do.
          var in = request.getInputStream();
          while (in.available() >= 0 && in.read() >= 0) {
            // Only the end matters.
          }
          response.setContentLength(0);
        }
        default -> {
          byte[] body = {'o', 'k'};
          response.setContentLength(body.length);
          response.getOutputStream().write(body);
        }
      }
    }

    private void write(HttpServletResponse response) throws IOException {
      byte[] much = new byte[64 * 1024];
      try {
        while (true) {
          response.getOutputStream().write(much);
        }
      } catch (IOException | RuntimeException cut) {
        brokenOff.countDown();
        throw cut;
      }
    }
  }

  private RawConnection connect(int client) throws IOException {
    return new RawConnection(port, client);
  }

  private void answers(int client) throws IOException {
    try (RawConnection other = connect(client)) {
      assertThat(other.send(GET).readAnswer()).startsWith("HTTP/1.1 200").endsWith("ok");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "G",
        "GET / HTTP/1.1\r\nHost: x\r\nX-Trickled: ",
        "POST /form HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n"
            + "Content-Type: application/x-www-form-urlencoded\r\n\r\na=",
        "POST /upload HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n",
        "POST /upload HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5000\r\n",
        "POST /upload HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5;x=",
        "POST /upload HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX-Trailer: ",
        // Answered without its body being read: the rest isn't waited for either.
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 50000\r\n\r\n",
        "POST /upload HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\nExpect: 100-continue\r\n\r\n"
      })
  @DisplayName("A sender of a byte now and then is cut off, wherever in the request")
  void trickled(String begin) throws Exception {
    try (RawConnection slow = connect(2)) {
      slow.send(begin).trickleUntilClosed("1");
    }
    answers(2);
  }

  @Test
  @DisplayName("A body that comes at the least rate or faster is taken however long it is")
  void steady() throws Exception {
    int length = 3_000_000;
    try (RawConnection steady = connect(2)) {
      steady.send(
          "POST /upload HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n".formatted(length));
      for (int sent = 0; sent < length; sent += 100_000) {
        steady.send("x".repeat(100_000));
      }
      assertThat(steady.readAnswer()).startsWith("HTTP/1.1 200");
      assertThat(steady.send(GET).readAnswer()).as("the next request").endsWith("ok");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/long", "/stream"})
  @DisplayName("A client that never reads its answer is cut off, also from a stream")
  void neverReading(String path) throws Exception {
    brokenOff = new CountDownLatch(1);
    try (RawConnection silent = connect(2)) {
      silent.send("GET %s HTTP/1.1\r\nHost: x\r\n\r\n".formatted(path));
      assertThat(brokenOff.await(1, TimeUnit.MINUTES)).isTrue();
    }
    answers(2);
  }

  @Test
  @DisplayName("One address has so many connections and no more; a trusted proxy has any number")
  void ofOne() throws Exception {
    List<RawConnection> open = new ArrayList<>();
    try {
      for (int i = 0; i < OF_ONE; i++) {
        RawConnection one = connect(3);
        open.add(one);
        assertThat(one.send(GET).readAnswer()).endsWith("ok");
      }
      try (RawConnection more = connect(3)) {
        assertThat(more.readAll()).startsWith("HTTP/1.1 429").contains("Retry-After: 10");
      }
      answers(4);
      for (int i = 0; i < OF_ONE; i++) {
        RawConnection one = connect(99);
        open.add(one);
        assertThat(one.send(GET).readAnswer()).endsWith("ok");
      }
    } finally {
      for (RawConnection one : open) {
        one.close();
      }
    }
    answers(3);
  }

  @Test
  @DisplayName("When all connections are taken, idle ones make room: others are still answered")
  void inAll() throws Exception {
    List<RawConnection> idle = new ArrayList<>();
    try {
      for (int client = 10; client < 14; client++) {
        for (int i = 0; i < OF_ONE; i++) {
          RawConnection one = connect(client);
          idle.add(one);
          assertThat(one.send(GET).readAnswer()).endsWith("ok");
        }
      }
      answers(5);
    } finally {
      for (RawConnection one : idle) {
        one.close();
      }
    }
  }
}
