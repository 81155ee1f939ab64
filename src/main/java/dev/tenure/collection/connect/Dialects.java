package dev.tenure.collection.connect;

import dev.tenure.collection.SourceKind;

/** Which dialect is spoken with which kind of phone system. */
final class Dialects {

  private Dialects() {}

  static Dialect of(SourceKind kind) {
    return switch (kind) {
      case ASTERISK -> new AsteriskDialect();
      case FREESWITCH -> new SwitchDialect();
      case HTTP -> throw new IllegalStateException("Systems that send events aren't connected to");
    };
  }
}
