package dev.tenure;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The one deployable. */
@SpringBootApplication
public class Tenure {

  /** Starts the server; options are Spring properties, documented in docs/operations.md. */
  public static void main(String[] args) {
    SpringApplication.run(Tenure.class, args);
  }
}
