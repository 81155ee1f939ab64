package dev.tenure.platform.web;

import dev.tenure.platform.Refusal;
import org.springframework.http.HttpStatus;

/** The HTTP status of each kind of refusal, the same for pages and programs. */
public final class RefusalStatus {

  private RefusalStatus() {}

  /**
   * 404, 403, 409, 422, 429, and 412 for what changed meanwhile (A10); 401 where a password is
   * asked for and 429 where one can't be checked yet (B8, B9).
   */
  public static HttpStatus of(Refusal refusal) {
    return switch (refusal) {
      case Refusal.NotFound n -> HttpStatus.NOT_FOUND;
      case Refusal.NotAllowed n -> HttpStatus.FORBIDDEN;
      case Refusal.WrongState w -> HttpStatus.CONFLICT;
      case Refusal.Invalid(var field, String code, var sentence) ->
          switch (code) {
            case Proof.NEEDED -> HttpStatus.UNAUTHORIZED;
            case Proof.LATER -> HttpStatus.TOO_MANY_REQUESTS;
            default -> HttpStatus.UNPROCESSABLE_CONTENT;
          };
      case Refusal.TooMany t -> HttpStatus.TOO_MANY_REQUESTS;
      case Refusal.Conflict c -> HttpStatus.PRECONDITION_FAILED;
    };
  }
}
