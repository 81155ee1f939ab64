package dev.tenure.identity.web;

import dev.tenure.platform.Level;
import java.util.regex.Pattern;

/** Where each level's portal is. */
final class Home {

  private static final Pattern LOCAL = Pattern.compile("/[\\w\\-./~%]*(\\?[\\w\\-./~%=&+:,]*)?");

  private Home() {}

  static String of(Level level) {
    return "/" + area(level);
  }

  /** The word by which navigations know the portal. */
  static String area(Level level) {
    return switch (level) {
      case SUPPORT -> "support";
      case RESELLER -> "reseller";
      case CUSTOMER -> "portal";
      case SYSTEM -> throw new IllegalStateException("Tenure itself has no portal");
    };
  }

  /**
   * Where to lead somebody who has signed in: the address they came for if it is one of their own
   * portal, and never anywhere else.
   */
  static String next(Level level, String wanted) {
    boolean local = LOCAL.matcher(wanted).matches() && !wanted.startsWith("//");
    String path = wanted.replaceFirst("\\?.*", "");
    String home = of(level);
    boolean own = path.equals("/profile") || path.equals(home) || path.startsWith(home + "/");
    return local && own && !path.contains("..") ? wanted : home;
  }
}
