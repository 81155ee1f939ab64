package dev.tenure.identity;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** What an operator can set about people and sessions. */
@ConfigurationProperties("tenure")
public record IdentitySettings(
    @DefaultValue Session session, @DefaultValue Link link, @DefaultValue Support support) {

  /**
   * @param length after which a session ends however busy it is
   * @param idle after which it ends for want of any sign of life
   */
  public record Session(@DefaultValue("12h") Duration length, @DefaultValue("60m") Duration idle) {}

  /** How long mailed links are good for. */
  public record Link(@DefaultValue("7d") Duration activate, @DefaultValue("2h") Duration reset) {}

  /** How resellers' people reach the platform's Support; empty where there is none. */
  public record Support(@DefaultValue("") String email, @DefaultValue("") String phone) {}

  /** Whom a reseller's people turn to when their access was stopped. */
  public Contact supportContact() {
    return new Contact("Support", support.email(), support.phone());
  }
}
