package dev.tenure.platform.web;

import dev.tenure.platform.Refusal;
import org.springframework.http.HttpStatus;

/** The HTTP status of each kind of refusal, the same for pages and programs. */
public final class RefusalStatus {

  private RefusalStatus() {}

  /** 404, 403, 409, 422, and 412 for what changed meanwhile (A10). */
  public static HttpStatus of(Refusal refusal) {
    return switch (refusal) {
      case Refusal.NotFound n -> HttpStatus.NOT_FOUND;
      case Refusal.NotAllowed n -> HttpStatus.FORBIDDEN;
      case Refusal.WrongState w -> HttpStatus.CONFLICT;
      case Refusal.Invalid i -> HttpStatus.UNPROCESSABLE_CONTENT;
      case Refusal.Conflict c -> HttpStatus.PRECONDITION_FAILED;
    };
  }
}
