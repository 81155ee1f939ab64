package dev.tenure.collection.connect;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** An open connection to a phone system. */
interface Wire extends Closeable {

  /** Reading throws a {@link java.net.SocketTimeoutException} when nothing came for a while. */
  InputStream in() throws IOException;

  OutputStream out() throws IOException;

  /** Opens connections. */
  @FunctionalInterface
  interface Dialer {
    Wire open(Link link) throws IOException;
  }
}
