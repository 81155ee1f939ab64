package dev.tenure.collection;

import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Phone systems that Tenure connects to. Foreign and unknown ids are answered alike, as not found
 * (B5); whoever calls has checked the actor's permission. Every change is recorded (F1), without
 * the secret.
 */
public interface LinkedSources {

  /**
   * Where it is and how to log in, as somebody typed it.
   *
   * @param port empty for the usual one of its kind
   * @param fingerprint SHA-256 of the only certificate to trust; empty for those trusted anyway
   * @param secret empty to keep the present one
   */
  record Settings(
      SourceKind kind,
      String host,
      String port,
      boolean tls,
      String fingerprint,
      String user,
      String secret) {

    /** Without the secret. */
    @Override
    public String toString() {
      return "%s@%s:%s%s".formatted(user, host, port, tls ? " (TLS)" : "");
    }
  }

  /** What a test of a connection found; in words. */
  record Finding(Verdict verdict, String sentence) {}

  /** Whether it works. */
  enum Verdict {
    WORKS,
    /** It works, but not as well as it could. */
    IMPROVE,
    FAILS
  }

  /**
   * How a connection fares.
   *
   * @param settings with an empty secret
   * @param state NEW, CONNECTING, CONNECTED, WAITING or REFUSED
   * @param error why the last connection ended, in words; empty if none has
   * @param clockAhead the phone system's lead over our clock; null before it is known
   * @param lag how far what is stored was behind what happened, lately
   * @param waiting events that are read and not stored yet
   * @param heardUntil until when all that it told is stored, by its own clock
   * @param gaps the newest times in which nobody listened, newest first
   */
  record Health(
      Settings settings,
      String state,
      Instant since,
      String error,
      @Nullable Instant errorAt,
      String version,
      @Nullable Duration clockAhead,
      List<String> advice,
      double perSecond,
      Duration lag,
      int waiting,
      @Nullable Instant heardUntil,
      List<Gap> gaps) {
    /** Copies the lists. */
    public Health {
      advice = List.copyOf(advice);
      gaps = List.copyOf(gaps);
    }
  }

  /**
   * A time in which nobody listened to the phone system, by its clock.
   *
   * @param to null as long as it lasts
   */
  record Gap(Instant from, @Nullable Instant to) {}

  /** Whether this installation has the key without which it takes no secrets. */
  boolean ready();

  /**
   * Looks whether these can be the settings of a new source, as {@link #create} does.
   *
   * @throws dev.tenure.platform.Refused as invalid, naming the field
   */
  void check(String rule, Settings settings);

  /**
   * Makes a source; it is connected within seconds.
   *
   * @param rule which of its calls and agents are the customer's, empty for all (C8)
   * @throws dev.tenure.platform.Refused as not found; as invalid, naming the field
   */
  Source create(CustomerId customer, String name, String rule, Settings settings, Actor actor);

  /**
   * Changes its name, where it is or how to log in; it is connected anew unless only the name is
   * another one.
   *
   * @param seenVersion the source's version that the actor saw (A10)
   * @throws dev.tenure.platform.Refused as not found, invalid, or a conflict
   */
  void change(SourceId id, long seenVersion, String name, Settings settings, Actor actor);

  /**
   * Connects, logs in, looks what is permitted, and leaves again. Nothing is stored.
   *
   * @param known a source whose secret is meant when none is typed; null for none
   * @throws dev.tenure.platform.Refused as invalid, naming the field
   */
  List<Finding> test(@Nullable SourceId known, Settings settings, Actor actor);

  /**
   * The secret as the form that somebody goes on filling in may carry it: readable by nobody, and
   * of use to them alone, for an hour. Empty for no secret.
   */
  String keep(String secret, Actor typist);

  /** The secret that was kept so; empty if it can't be used any more. */
  String kept(String token, Actor typist);

  /** How a source's connection fares; empty for sources that aren't connected to. */
  Optional<Health> health(SourceId id, Actor reader);
}
