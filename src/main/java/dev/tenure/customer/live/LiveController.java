package dev.tenure.customer.live;

import dev.tenure.identity.Principal;
import dev.tenure.platform.web.EarlyRefusal;
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
  private final LiveBudget budget;

  LiveController(LiveRooms rooms, BoardSource boards, LiveBudget budget) {
    this.rooms = rooms;
    this.boards = boards;
    this.budget = budget;
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
  void stream(
      Page page, Principal principal, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (request.getMethod().equals("HEAD")) {
      describe(response);
      return;
    }
    LiveBudget.Entry entry = budget.enter(principal.person(), principal.ownCustomer());
    if (entry instanceof LiveBudget.Refused refused) {
      response.setHeader(HttpHeaders.RETRY_AFTER, "30");
      EarlyRefusal.refuse(
          request,
          response,
          refused.own() ? 429 : HttpServletResponse.SC_SERVICE_UNAVAILABLE,
          refused.own() ? "slow-down" : "busy",
          page.text("customer.live.too-many"));
      return;
    }
    describe(response);
    LiveRooms.Seat seat;
    try {
      seat = rooms.enter(principal);
    } catch (RuntimeException e) {
      budget.leave(principal.person(), principal.ownCustomer());
      throw e;
    }
    LiveRooms.Seat counted =
        new LiveRooms.Seat(
            seat.viewer(),
            () -> {
              seat.close();
              budget.leave(principal.person(), principal.ownCustomer());
            });
    open(counted, request, response);
  }

  private static void describe(HttpServletResponse response) {
    response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
    response.setCharacterEncoding("UTF-8");
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    response.setHeader("X-Accel-Buffering", "no");
    // When the stream is over, so is its connection: nobody holds on to it.
    response.setHeader(HttpHeaders.CONNECTION, "close");
  }

  private static void open(
      LiveRooms.Seat seat, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
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
      complete(open);
    }
  }

  private static void complete(AsyncContext open) {
    try {
      open.complete();
    } catch (IllegalStateException ended) {
      log.debug("The server has ended the stream itself: {}", ended.toString());
    }
  }
}
