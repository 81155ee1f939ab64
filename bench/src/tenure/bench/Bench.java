package tenure.bench;

/** The bench's one door: {@code ./bench/run NAME [RUNS]}. */
final class Bench {

  /** One measured thing. */
  interface Scenario {
    void run(int runs) throws Exception;
  }

  public static void main(String[] args) throws Exception {
    int runs = args.length > 1 ? Integer.parseInt(args[1]) : 5;
    Scenario scenario =
        switch (args[0]) {
          case "commands" -> Commands::run;
          case "streams" -> Streams::run;
          case "live" -> Live::run;
          case "stale" -> Stale::run;
          case "terminations" -> Terminations::run;
          case "quiet" -> Quiet::run;
          case "idle" -> Terminations::idle;
          case "grid" -> Grid::run;
          case "reports" -> Reports::run;
          case "verify" -> Reports::verify;
          case "loaders" -> Loaders::run;
          case "start" -> Start::run;
          case "fresh" -> Fresh::run;
          case "crash" -> Crash::run;
          case "billing-run" -> Billing::run;
          case "billing-preview" -> Billing::preview;
          case "billing-pdf" -> Billing::pdf;
          case "billing-crash" -> Billing::crash;
          case "sizes" -> Sizes::run;
          case "intake" -> Ingest::run;
          case "ends" -> Ends::run;
          case "walls" -> Walls::run;
          case "ami" -> Ami::run;
          case "kill-process" -> Kills::process;
          case "kill-postgres" -> Kills::postgres;
          case "kill-ami" -> AmiKills::run;
          default -> null;
        };
    if (scenario == null) {
      System.err.println("bench: there is no '" + args[0] + "'. See ./bench/run --help.");
      System.exit(2);
    }
    scenario.run(runs);
  }

  private Bench() {}
}
