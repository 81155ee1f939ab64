package dev.tenure.collection.intake;

import org.junit.jupiter.api.DisplayName;

@DisplayName("The lanes of this process")
class LaneDoorTest extends EventDoorContract {

  @Override
  EventDoor door() {
    return world.the(EventDoor.class);
  }
}
