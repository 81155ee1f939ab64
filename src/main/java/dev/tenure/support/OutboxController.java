package dev.tenure.support;

import dev.tenure.delivery.Mails;
import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import dev.tenure.platform.web.Page;
import dev.tenure.platform.web.Problems;
import dev.tenure.platform.web.Proof;
import dev.tenure.platform.web.Typed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/**
 * The letters. Where no mail server is configured this is where people find the links in them;
 * where one is, a letter's text is its recipient's alone.
 */
@Controller
class OutboxController {

  private static final int ROWS = 50;
  private static final Pattern LINK = Pattern.compile("https?://\\S+");

  private final Mails mails;

  OutboxController(Mails mails) {
    this.mails = mails;
  }

  @GetMapping(Paths.OUTBOX)
  ModelAndView list(Page page, Typed asked) {
    List<Mails.Posted> found = mails.newest(id(asked.get("at")), ROWS + 1);
    List<Mails.Posted> shown = found.size() > ROWS ? found.subList(0, ROWS) : found;
    return page.titled("support.outbox.title")
        .view("support/outbox")
        .addObject("sent", mails.areSent())
        .addObject("letters", shown)
        .addObject("first", asked.get("at").isEmpty() ? "" : Paths.OUTBOX)
        .addObject("next", found.size() > ROWS ? Paths.OUTBOX + "?at=" + shown.getLast().id() : "");
  }

  /** The letter; its text only to somebody who proved lately who they are (B8). */
  @GetMapping(Paths.OUTBOX + "/{id}")
  ModelAndView read(Page page, @PathVariable String id, Proof proof) {
    Mails.Posted posted = require(id);
    try {
      if (!mails.areSent()) {
        proof.demand();
      }
      return view(page, posted, Problems.none());
    } catch (Refused refused) {
      ModelAndView asking = view(page, posted, Problems.of(refused));
      asking.setStatus(HttpStatus.OK);
      return asking;
    }
  }

  /** Takes the password, and leads to the letter's text. */
  @PostMapping(Paths.OUTBOX + "/{id}")
  ModelAndView open(Page page, @PathVariable String id, Proof proof) {
    Mails.Posted posted = require(id);
    try {
      proof.demand();
      return new ModelAndView("redirect:" + Paths.OUTBOX + "/" + posted.id());
    } catch (Refused refused) {
      return view(page, posted, Problems.of(refused));
    }
  }

  private Mails.Posted require(String id) {
    UUID letter = id(id);
    return (letter == null ? Optional.<Mails.Posted>empty() : mails.find(letter))
        .orElseThrow(() -> new Refused(new Refusal.NotFound("mail")));
  }

  private ModelAndView view(Page page, Mails.Posted posted, Problems problems) {
    boolean open = !mails.areSent() && !problems.any();
    ModelAndView view =
        page.named(posted.letter().subject())
            .crumb(page.text("support.outbox.title"), Paths.OUTBOX)
            .view("support/letter")
            .addObject("posted", posted)
            .addObject("sent", mails.areSent())
            .addObject("problems", problems)
            .addObject("pieces", open ? pieces(posted.letter().body()) : List.of());
    view.setStatus(problems.status());
    return view;
  }

  /** The text, its links apart. */
  static List<Piece> pieces(String body) {
    List<Piece> pieces = new ArrayList<>();
    Matcher links = LINK.matcher(body);
    int at = 0;
    while (links.find()) {
      pieces.add(new Piece(body.substring(at, links.start()), false));
      pieces.add(new Piece(links.group(), true));
      at = links.end();
    }
    pieces.add(new Piece(body.substring(at), false));
    return pieces;
  }

  private static @Nullable UUID id(String text) {
    try {
      return text.isEmpty() ? null : UUID.fromString(text);
    } catch (IllegalArgumentException notAnId) {
      return null;
    }
  }
}
