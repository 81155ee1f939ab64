package dev.tenure.customer.live;

import dev.tenure.identity.Principal;
import dev.tenure.platform.web.Page;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** The live board as a page, and the stream that moves it. */
@Controller
class LiveController {

  private static final Logger log = LoggerFactory.getLogger(LiveController.class);

  private final LiveRooms rooms;
  private final BoardSource boards;

  LiveController(LiveRooms rooms, BoardSource boards) {
    this.rooms = rooms;
    this.boards = boards;
  }

  @GetMapping("/portal/live")
  ModelAndView page(Page page, Principal principal) {
    return page.titled("customer.live.title")
        .view("customer/live")
        .addObject("board", boards.read(principal.ownCustomer()));
  }

  /**
   * Server-sent events until the reader goes away or the gate sends it away: {@code board} (HTML),
   * {@code pulse} (still true), {@code stopped} (B1, a sentence) and {@code ended} (no session any
   * more). The request's thread sends the head and goes; a virtual thread of the viewer's own does
   * nothing but write.
   */
  @GetMapping("/portal/live/stream")
  void stream(Principal principal, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
    response.setCharacterEncoding("UTF-8");
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    response.setHeader("X-Accel-Buffering", "no");
    // When the stream is over, so is its connection: nobody holds on to it.
    response.setHeader(HttpHeaders.CONNECTION, "close");
    if (request.getMethod().equals("HEAD")) {
      return;
    }
    LiveRooms.Seat seat = rooms.enter(principal);
    AsyncContext open;
    try {
      // The filters have yet to finish with the response; once its head is sent they leave it be.
      seat.viewer().greet(response.getOutputStream());
      open = request.startAsync(request, response);
    } catch (IOException | RuntimeException e) {
      seat.close();
      throw e;
    }
    open.setTimeout(0);
    Thread.ofVirtual().name("live-viewer").start(() -> serve(seat, open));
  }

  private static void serve(LiveRooms.Seat seat, AsyncContext open) {
    try (seat) {
      seat.viewer().serve(open.getResponse().getOutputStream());
    } catch (IOException gone) {
      log.debug("A viewer went away: {}", gone.toString());
    } finally {
      open.complete();
    }
  }
}
