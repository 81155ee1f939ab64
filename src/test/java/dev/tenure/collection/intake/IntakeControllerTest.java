package dev.tenure.collection.intake;

import static dev.tenure.collection.intake.CollectionWorld.event;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.tenure.collection.Source;
import dev.tenure.collection.Sources;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IntakeControllerTest {

  private final CollectionWorld world = new CollectionWorld();
  private final Source.WithKey pbx = world.source(world.customer("Acme"));
  private MockMvc http = MockMvcBuilders.standaloneSetup().build();

  @BeforeAll
  void open() {
    http = MockMvcBuilders.standaloneSetup(world.the(IntakeController.class)).build();
  }

  @AfterAll
  void close() {
    world.close();
  }

  private ResultActions send(String key, String body) throws Exception {
    return http.perform(
        post("/intake/v1/events")
            .header("Authorization", "Bearer " + key)
            .contentType(MediaType.APPLICATION_NDJSON)
            .content(body));
  }

  @Test
  @DisplayName("C7: the answer counts, and names each rejected event")
  void answer() throws Exception {
    send(
            pbx.key(),
            event("1", "CallEnded", world.now(), "callRef", "a")
                + "\n\n"
                + event("2", "Nonsense", world.now()))
        .andExpect(status().isOk())
        .andExpect(jsonPath("$.accepted").value(1))
        .andExpect(jsonPath("$.duplicates").value(0))
        .andExpect(jsonPath("$.rejected.malformed").value(1))
        .andExpect(jsonPath("$.rejections[0].position").value(3))
        .andExpect(jsonPath("$.rejections[0].reason").value("malformed"))
        .andExpect(jsonPath("$.rejections[0].sentence").value(containsString("Nonsense")));
  }

  @Test
  @DisplayName("an empty array proves a key")
  void empty() throws Exception {
    send(pbx.key(), "[]").andExpect(status().isOk()).andExpect(jsonPath("$.accepted").value(0));
  }

  @Test
  @DisplayName("a missing or unknown key, and one that was rolled, is refused")
  void keys() throws Exception {
    Source.WithKey rolling = world.source(pbx.source().customers().getFirst().customer());
    Source.WithKey rolled =
        world.the(Sources.class).rollKey(rolling.source().id(), 1, world.dana());
    for (String key : new String[] {"", "tik_wrong", rolling.key()}) {
      send(key, "[]")
          .andExpect(status().isUnauthorized())
          .andExpect(header().string("WWW-Authenticate", "Bearer"))
          .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
          .andExpect(jsonPath("$.code").value("unknown-key"));
    }
    send(rolled.key(), "[]").andExpect(status().isOk());
  }

  @Test
  @DisplayName("more than 5 MiB is too large, a broken array is no JSON")
  void unacceptable() throws Exception {
    send(pbx.key(), " ".repeat(5 * 1024 * 1024 + 1))
        .andExpect(status().isContentTooLarge())
        .andExpect(jsonPath("$.code").value("too-large"));
    send(pbx.key(), "[{")
        .andExpect(status().isBadRequest())
        .andExpect(jsonPath("$.code").value("not-json"));
  }
}
