package dev.tenure.platform.database;

/**
 * The roles that the application signs in as. None of them owns anything or is a superuser.
 *
 * @see <a href="file:docs/adr/0026-two-roles-and-a-wall.md">ADR 26</a>
 */
enum Role {
  /** People of Support, the gate and signing in: all tenants, by policies that say so. */
  PLATFORM(""),
  /** A reseller's people. */
  RESELLER("_reseller"),
  /** A customer's people. */
  CUSTOMER("_customer"),
  /** Workers that write for all tenants in bulk: COPY works only where no policy applies. */
  WORKER("_worker");

  private final String suffix;

  Role(String suffix) {
    this.suffix = suffix;
  }

  /** The role's name where the application's is that. */
  String name(String application) {
    return application + suffix;
  }

  /** Where the role looks for tables: a tenant's role in its views first. */
  String searchPath() {
    return switch (this) {
      case PLATFORM, WORKER -> "public,pg_temp";
      case RESELLER -> "of_reseller,public,pg_temp";
      case CUSTOMER -> "of_customer,public,pg_temp";
    };
  }
}
