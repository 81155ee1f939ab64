package dev.tenure.platform.web;

import dev.tenure.platform.Refused;
import jakarta.servlet.http.HttpServletRequest;

/** The module that knows which acts need a proof of who acts, and how it is given (B8). */
public interface ProofSource {

  /**
   * Returns when the request's act needs no proof, or its author gave it lately or gives it now.
   *
   * @param password what was typed into {@link Proof#FIELD}, empty for nothing
   * @throws Refused as invalid in {@link Proof#FIELD}
   */
  void demand(HttpServletRequest request, String password);
}
