package dev.tenure.collection.intake;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.springframework.http.HttpStatus;

/** Reads a request's body as it comes; memory is claimed for what has come, not for what may. */
final class IntakeBody {

  static final int LARGEST = 5 * 1024 * 1024;

  private static final int FIRST = 16 * 1024;

  private IntakeBody() {}

  /**
   * The whole body.
   *
   * @throws EventReader.Unacceptable if it is larger than any may be
   * @throws IntakeBudget.Spent if there is no room for the rest
   * @throws IOException if it breaks off, or comes too slowly
   */
  static byte[] read(HttpServletRequest request, IntakeBudget.Room room)
      throws IOException, EventReader.Unacceptable, IntakeBudget.Spent {
    long declared = request.getContentLengthLong();
    if (declared > LARGEST) {
      throw tooLarge();
    }
    int most = declared < 0 ? LARGEST + 1 : (int) declared;
    byte[] body = new byte[Math.min(most, FIRST)];
    room.grow(body.length);
    InputStream in = request.getInputStream();
    int length = 0;
    while (true) {
      int count = in.readNBytes(body, length, body.length - length);
      length += count;
      if (length < body.length || length == most) {
        break;
      }
      int larger = Math.min(most, 2 * body.length);
      room.grow(larger - body.length);
      body = Arrays.copyOf(body, larger);
    }
    if (length > LARGEST) {
      throw tooLarge();
    }
    return length == body.length ? body : Arrays.copyOf(body, length);
  }

  /** Takes what is still to come, and forgets it: who is still sending hears no answer. */
  static void discard(HttpServletRequest request) {
    try {
      InputStream in = request.getInputStream();
      byte[] some = new byte[FIRST];
      for (long left = LARGEST; left > 0; ) {
        int count = in.read(some);
        if (count < 0) {
          return;
        }
        left -= count;
      }
    } catch (IOException gone) {
      // Then nobody waits for the answer.
    }
  }

  private static EventReader.Unacceptable tooLarge() {
    return new EventReader.Unacceptable(
        HttpStatus.CONTENT_TOO_LARGE.value(),
        "A request takes %d bytes at most; split it.".formatted(LARGEST));
  }
}
