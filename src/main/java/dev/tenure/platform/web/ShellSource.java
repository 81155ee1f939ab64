package dev.tenure.platform.web;

import dev.tenure.platform.Actor;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Tells who sent a request; the module that knows sessions provides one. */
public interface ShellSource {

  /** How the frame shows the sender, or empty for somebody who has not signed in. */
  Optional<Shell> shell(HttpServletRequest request);

  /** The sender as the one who acts, or empty for somebody who has not signed in. */
  Optional<Actor> actor(HttpServletRequest request);
}
