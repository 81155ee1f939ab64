package dev.tenure.platform.database;

import dev.tenure.platform.database.Use.Work;
import java.sql.Connection;
import java.sql.SQLException;

/** The pools, so that none of these has to wait for another's connections. */
enum Pool {
  GATE("tenure gate", Role.PLATFORM, Work.VITAL, 4, 2),
  ACTS("tenure acts", Role.RESELLER, Work.VITAL, 4, 2),
  CONSOLE("tenure console", Role.PLATFORM, Work.PAGES, 3, 2),
  CONSOLE_HEAVY("tenure console heavy", Role.PLATFORM, Work.HEAVY, 2, 2),
  RESELLERS("tenure resellers", Role.RESELLER, Work.PAGES, 6, 2),
  RESELLERS_HEAVY("tenure resellers heavy", Role.RESELLER, Work.HEAVY, 4, 2),
  CUSTOMERS("tenure customers", Role.CUSTOMER, Work.PAGES, 6, 2),
  CUSTOMERS_HEAVY("tenure customers heavy", Role.CUSTOMER, Work.HEAVY, 4, 2),
  INTAKE("tenure intake", Role.WORKER, Work.INTAKE, 8, 4),
  /** One listens all the time, and a billing run holds its lock on another. */
  BACKGROUND("tenure background", Role.WORKER, Work.BACKGROUND, 7, 5);

  private static final int SHARES = 48;

  private final String application;
  private final Role role;
  private final Work work;
  private final int share;
  private final int least;

  Pool(String application, Role role, Work work, int share, int least) {
    this.application = application;
    this.role = role;
    this.work = work;
    this.share = share;
    this.least = least;
  }

  /** What the server's list of connections calls it. */
  String application() {
    return application;
  }

  Role role() {
    return role;
  }

  Work work() {
    return work;
  }

  /** How many of all connections are its own. */
  int size(int all) {
    return Math.max(least, all * share / SHARES);
  }

  /** How many connections all of them together have at most. */
  static int sizes(int all) {
    int sum = 0;
    for (Pool pool : values()) {
      sum += pool.size(all);
    }
    return sum;
  }

  /** Whether policies apply to what the connection reads and writes. */
  static boolean isWalled(Connection connection) throws SQLException {
    String name = connection.getClientInfo("ApplicationName");
    for (Pool pool : values()) {
      if (pool.application.equals(name)) {
        return pool.role != Role.WORKER;
      }
    }
    return false;
  }

  static Pool of(Use use) {
    return switch (use.work()) {
      case INTAKE -> INTAKE;
      case BACKGROUND -> BACKGROUND;
      case VITAL ->
          switch (use.tenant()) {
            case null -> GATE;
            case Tenant.OfReseller reseller -> ACTS;
            case Tenant.OfCustomer customer -> CUSTOMERS;
          };
      case HEAVY ->
          switch (use.tenant()) {
            case null -> CONSOLE_HEAVY;
            case Tenant.OfReseller reseller -> RESELLERS_HEAVY;
            case Tenant.OfCustomer customer -> CUSTOMERS_HEAVY;
          };
      case PAGES ->
          switch (use.tenant()) {
            case null -> CONSOLE;
            case Tenant.OfReseller reseller -> RESELLERS;
            case Tenant.OfCustomer customer -> CUSTOMERS;
          };
    };
  }
}
