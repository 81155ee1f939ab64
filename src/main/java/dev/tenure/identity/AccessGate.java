package dev.tenure.identity;

import java.util.Collection;
import java.util.Map;

/**
 * The one choke point: whoever wants to know whether somebody may (still) reach anything asks here,
 * and nothing else decides (B1). Each answer is read from the database; none is kept (B2).
 */
public interface AccessGate {

  /** Judges the session whose token a browser sent. */
  Standing admit(String token);

  /** Judges an open stream's session anew. Being asked counts as a sign of life of the session. */
  Standing check(SessionId session);

  /** Judges many sessions in one query; the answer has an entry for each of them. */
  Map<SessionId, Standing> check(Collection<SessionId> sessions);
}
