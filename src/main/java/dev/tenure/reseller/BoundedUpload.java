package dev.tenure.reseller;

import dev.tenure.account.Words;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** So many bytes and no more; of a compressed file also of what comes out of it. */
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
          "The file is longer than 1 GiB; what comes before that is imported. Import it in parts,"
              + " or with ./tenure import.");
    }
    return count;
  }
}
