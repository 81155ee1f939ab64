package dev.tenure.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LauncherTest {

  @ParameterizedTest(name = "./tenure {0}")
  @ValueSource(
      strings = {
        "",
        "launch",
        "demo --port",
        "demo --port=",
        "demo --port http",
        "demo --port 65536",
        "demo now",
        "start --colour red",
        "start -- red",
        "verify --port 8080",
        "verify --public-key",
        "start --checkpoints x",
        "trail",
        "trail lose",
        "trail key --port 8080",
        "trail key -- --a=b",
        "backup",
        "backup one two",
        "backup one --keep",
        "backup one --keep 0",
        "backup one --keep many",
        "backup one --compression zip",
        "backup one --with-keys=yes",
        "backup one --passphrase-file no-such-file",
        "backup one --at 2026-11-30T17:30:00Z",
        "backup one -- red",
        "backup verify",
        "backup verify one two",
        "backup verify one --keep 7",
        "restore",
        "restore one",
        "restore one two --data three",
        "restore --data three",
        "restore one --data",
        "restore one --data three --keep 7",
        "restore one --data three -- red",
        "import",
        "import --source",
        "import --source x",
        "import tenure",
        "import --source x no-such-file",
        "import --source x --colour red tenure",
        "import --source x tenure -- red",
        "test fast",
        "format --hard"
      })
  @DisplayName("wrong use gets one sentence on standard error and exit code 2")
  void wrongUse(String arguments) throws Exception {
    Outcome outcome = tenure(arguments.isEmpty() ? new String[0] : arguments.split(" "));

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.output()).isEmpty();
    assertThat(outcome.error()).startsWith("tenure: ").hasLineCount(1).contains("--help");
  }

  @ParameterizedTest(name = "./tenure {0} --help")
  @ValueSource(
      strings = {
        "demo", "start", "verify", "backup", "restore", "import", "trail", "test", "format"
      })
  @DisplayName("each command tells how it is used")
  void help(String command) throws Exception {
    Outcome outcome = tenure(command, "--help");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.output()).startsWith("Usage: ./tenure " + command);
    assertThat(outcome.error()).isEmpty();
  }

  @Test
  @DisplayName("the launcher tells its commands")
  void overview() throws Exception {
    assertThat(tenure("--help").output())
        .contains(
            "demo", "start", "verify", "backup", "restore", "import", "trail", "test", "format");
  }

  @Test
  @DisplayName("a port from the environment is checked like one from the command line")
  void portFromTheEnvironment() throws Exception {
    Outcome outcome = run(Map.of("TENURE_PORT", "http"), "./tenure", "start");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.error()).contains("not 'http'");
  }

  @Test
  @DisplayName("a JDK 25 named in TENURE_JAVA_HOME goes before all others")
  void chosenJdk(@TempDir Path home) throws Exception {
    Path javac = Files.createDirectories(home.resolve("bin")).resolve("javac");
    Files.createFile(javac);
    assertThat(javac.toFile().setExecutable(true)).isTrue();
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"25.0.3\"\n");

    Outcome outcome = run(Map.of("TENURE_JAVA_HOME", home.toString()), "build/jdk");

    assertThat(outcome.output().strip()).isEqualTo(home.toString());
  }

  @Test
  @DisplayName("another release than 25 is passed over")
  void otherJdk(@TempDir Path home) throws Exception {
    Path javac = Files.createDirectories(home.resolve("bin")).resolve("javac");
    Files.createFile(javac);
    assertThat(javac.toFile().setExecutable(true)).isTrue();
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"17.0.15\"\n");

    Outcome outcome = run(Map.of("TENURE_JAVA_HOME", home.toString()), "build/jdk");

    assertThat(outcome.output().strip()).isNotEqualTo(home.toString());
  }

  private static Outcome tenure(String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<String>(List.of("./tenure"));
    command.addAll(List.of(arguments));
    return run(Map.of(), command.toArray(String[]::new));
  }

  private static Outcome run(Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    var builder = new ProcessBuilder(command).directory(Path.of("").toAbsolutePath().toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String error = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Outcome(process.waitFor(), output, error);
  }

  private record Outcome(int exitCode, String output, String error) {}
}
