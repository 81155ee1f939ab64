package dev.tenure.reseller;

import dev.tenure.account.Words;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** An upload of at most 1 GiB; for a compressed file also of its content. */
final class BoundedUpload extends FilterInputStream {
  private static final long MOST_BYTES = 1L << 30;

  private long bytes;

  BoundedUpload(InputStream in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    int octet = super.read();
    counted(octet < 0 ? -1 : 1);
    return octet;
  }

  @Override
  public int read(byte[] buffer, int from, int most) throws IOException {
    return counted(super.read(buffer, from, most));
  }

  private int counted(int count) {
    bytes += Math.max(0, count);
    if (bytes > MOST_BYTES) {
      throw Words.invalid(
          "file",
          "file-too-long",
          "The file is longer than 1 GiB; only the beginning was imported. Import it in parts,"
              + " or with ./tenure import.");
    }
    return count;
  }
}
