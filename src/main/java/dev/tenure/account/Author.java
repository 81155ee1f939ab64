package dev.tenure.account;

import dev.tenure.platform.Actor;
import dev.tenure.platform.Level;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whose intent it is, as remembered on the timeline; {@code id} is null for Tenure itself. */
public record Author(@Nullable UUID id, String name, Level level) {

  static Author of(Actor actor) {
    return new Author(actor.id() == null ? null : actor.id().value(), actor.name(), actor.level());
  }
}
