package dev.tenure;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ArchitectureTest {

  @Test
  void modulesKeepTheirBoundaries() {
    ApplicationModules.of(Tenure.class).verify();
  }
}
