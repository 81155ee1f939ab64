package dev.tenure.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Tells the frame who looks at it; the module that knows sessions provides one. */
public interface ShellSource {

  /** The one who sent the request, or empty for somebody who has not signed in. */
  Optional<Shell> shell(HttpServletRequest request);
}
