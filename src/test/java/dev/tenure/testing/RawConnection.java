package dev.tenure.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A connection that sends exactly the bytes it is given, however wrong. */
public final class RawConnection implements AutoCloseable {

  private static final int PATIENCE = 60_000;

  private final Socket socket = new Socket();

  /** Connects from 127.0.0.{@code client}, so that tests have several clients. */
  public RawConnection(int port, int client) throws IOException {
    socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0." + client), 0));
    socket.setSoTimeout(PATIENCE);
    socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), PATIENCE);
  }

  /** Sends the text in ISO-8859-1, one byte for each character. */
  public RawConnection send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  /** Sends the text and has all of the answer, up to the end of the connection. */
  public static String exchange(int port, String text) throws IOException {
    try (RawConnection connection = new RawConnection(port, 1)) {
      return connection.send(text).readAll();
    }
  }

  /** What came until the server closed the connection; empty if it was reset before. */
  public String readAll() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try {
      socket.getInputStream().transferTo(all);
    } catch (SocketTimeoutException open) {
      throw open;
    } catch (SocketException reset) {
      // What came before counts.
    }
    return all.toString(StandardCharsets.UTF_8);
  }

  /** One answer with a declared length, on a connection that stays open. */
  public String readAnswer() throws IOException {
    InputStream in = socket.getInputStream();
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int octet = in.read();
      if (octet < 0) {
        return head.toString(StandardCharsets.ISO_8859_1);
      }
      head.write(octet);
    }
    String text = head.toString(StandardCharsets.ISO_8859_1);
    String length = text.replaceAll("(?is).*\r\ncontent-length: *([0-9]+)\r\n.*", "$1");
    byte[] body = length.matches("[0-9]+") ? in.readNBytes(Integer.parseInt(length)) : new byte[0];
    return text + new String(body, StandardCharsets.UTF_8);
  }

  /** Sends byte after byte, however often, until the server has closed the connection. */
  public void trickleUntilClosed(String more) throws IOException {
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(20);
    long end = System.nanoTime() + 1_000_000L * PATIENCE;
    for (int i = 0; System.nanoTime() < end; i++) {
      try {
        socket.getOutputStream().write(more.charAt(i % more.length()));
        while (socket.getInputStream().read() >= 0) {
          // The rest of an answer.
        }
        return;
      } catch (SocketTimeoutException open) {
        // It waits for more.
      } catch (SocketException closed) {
        return;
      }
    }
    throw new SocketTimeoutException("The server still waits");
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
