package dev.firesteel.backend.mesos.dispatcher.run;

import dev.firesteel.backend.mesos.dispatcher.book.Place;
import dev.firesteel.backend.mesos.launch.Sandbox;
import dev.firesteel.backend.mesos.offer.Taken;
import java.util.List;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.TaskID;

/** Places of drivers in Mesos' words. */
final class Sandboxes {
  private Sandboxes() {}

  static Sandbox of(Place place) {
    return new Sandbox(
        place.address(),
        FrameworkID.newBuilder().setValue(place.framework()).build(),
        TaskID.newBuilder().setValue(place.task()).build());
  }

  static Place place(String framework, TaskID task, Taken taken) {
    return new Place(
        framework, task.getValue(), taken.agent().getValue(), taken.address(), taken.at());
  }

  static Taken taken(Place place) {
    return new Taken(
        AgentID.newBuilder().setValue(place.agent()).build(),
        place.address(),
        place.at(),
        List.of());
  }
}
