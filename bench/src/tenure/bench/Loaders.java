package tenure.bench;

/** Whether {@code verify} accepts what the benches load in numbers that no hand would make. */
final class Loaders {

  private static final int CUSTOMERS = 200;

  static void run(int runs) throws Exception {
    try (Server server = Server.start("--tenure.demo.phones=false")) {
      server.demo("reseller", "email");
      String reseller = server.text("SELECT id FROM reseller ORDER BY created_at LIMIT 1");
      Load.customers(server, reseller, CUSTOMERS, "Kept");
      Load.customers(server, reseller, CUSTOMERS, "Ending");
      Load.terminations(server, "Ending", "(tenure_now() + interval '30 days')");
      System.out.println(server.verify());
    }
  }

  private Loaders() {}
}
