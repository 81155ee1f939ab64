package dev.tenure.collection.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AmiActionTest {

  @Test
  @DisplayName("An action is lines of names and values, and an empty line")
  void wire() {
    assertThat(AmiAction.named("Login").with("Username", "tenüre").bytes())
        .isEqualTo("Action: Login\r\nUsername: tenüre\r\n\r\n".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  @DisplayName("No value can end its line, and a refused one isn't told")
  void injection() {
    for (String evil : List.of("a\r\nAction: Command", "a\nb", "a\rb", "a\0b")) {
      assertThat(AmiAction.fits(evil)).isFalse();
      assertThatIllegalStateException()
          .isThrownBy(() -> AmiAction.named("Login").with("Secret", evil))
          .withMessageContaining("Secret")
          .withMessageNotContaining(evil);
    }
  }

  @Test
  @DisplayName("A printed action tells no secret")
  void printed() {
    assertThat(AmiAction.named("Login").with("Secret", "hush")).hasToString("Login");
  }
}
