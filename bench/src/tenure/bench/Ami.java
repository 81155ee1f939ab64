package tenure.bench;

import dev.tenure.collection.ami.AmiMessage;
import dev.tenure.collection.ami.AmiReader;
import dev.tenure.collection.ami.AmiSink;
import dev.tenure.collection.ami.NotAsterisk;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** Reads a recording of 400 calls again and again, from bytes to messages, on one thread. */
final class Ami {

  private static final int PIECE = 8 * 1024;
  private static final int WARM_UPS = 3;
  private static final int ROUND = 40;

  static void run(int runs) throws IOException, NotAsterisk {
    byte[] told = recording();
    Counted counted = new Counted();
    AmiReader reader = new AmiReader(counted);
    double[] rates = new double[runs];
    for (int run = -WARM_UPS; run < runs; run++) {
      long messages = counted.messages;
      long begin = System.nanoTime();
      for (int i = 0; i < ROUND; i++) {
        for (int at = 0; at < told.length; at += PIECE) {
          reader.read(told, at, Math.min(PIECE, told.length - at));
        }
      }
      double seconds = (System.nanoTime() - begin) / 1e9;
      if (run >= 0) {
        rates[run] = (counted.messages - messages) / seconds;
      }
    }
    Arrays.sort(rates);
    System.out.printf(
        "AMI reader alone: %,.0f events/s, median of %d runs (%,.0f to %,.0f); %d fields an event,"
            + " %d bytes%n",
        rates[runs / 2],
        runs,
        rates[0],
        rates[runs - 1],
        counted.fields / counted.messages,
        (long) told.length * ROUND * (runs + WARM_UPS) / counted.messages);
  }

  private static byte[] recording() throws IOException {
    Path file =
        Path.of(System.getProperty("tenure.root"), "src/test/resources/asterisk/load-400.ami.gz");
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      return in.readAllBytes();
    }
  }

  private static final class Counted implements AmiSink {
    private long messages;
    private long fields;

    @Override
    public void greeted(String version) {}

    @Override
    public void message(AmiMessage message) {
      messages++;
      fields += message.fields().size();
    }
  }

  private Ami() {}
}
