package dev.firesteel.backend.mesos.dispatcher.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firesteel.api.topology.HostName;
import dev.firesteel.api.topology.Placement;
import dev.firesteel.api.topology.RackName;
import dev.firesteel.backend.mesos.dispatcher.Driver;
import dev.firesteel.backend.mesos.dispatcher.DriverOrder;
import dev.firesteel.backend.mesos.dispatcher.DriverState;
import dev.firesteel.backend.mesos.dispatcher.PrivateFile;
import dev.firesteel.backend.mesos.dispatcher.book.Entry;
import dev.firesteel.backend.mesos.dispatcher.book.Place;
import dev.firesteel.backend.mesos.dispatcher.book.Setbacks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Entries as JSON. Fields that are missing have their defaults, and unknown ones are ignored, so
 * that another version reads it.
 */
final class EntryText {
  private static final ObjectMapper JSON = new ObjectMapper();

  private EntryText() {}

  // ---- writing

  static String of(Entry entry) {
    ObjectNode all = JSON.createObjectNode();
    Driver driver = entry.driver();
    all.put("number", entry.number());
    all.put("id", driver.id());
    all.put("state", driver.state().name());
    all.put("attempt", driver.attempt());
    all.put("submitted", driver.submitted().toString());
    driver.started().ifPresent(at -> all.put("started", at.toString()));
    driver.ended().ifPresent(at -> all.put("ended", at.toString()));
    all.put("agent", driver.agent());
    all.put("framework", driver.framework());
    all.put("diagnostics", driver.diagnostics());
    all.put("log", driver.logAddress());
    write(all.putObject("order"), driver.order());
    entry.place().ifPresent(place -> write(all.putObject("place"), place));
    all.putObject("setbacks")
        .put("launches", entry.setbacks().launches())
        .put("restarts", entry.setbacks().restarts())
        .put("until", entry.setbacks().until().toString());
    try {
      return JSON.writeValueAsString(all);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write " + driver.id(), e);
    }
  }

  private static void write(ObjectNode to, DriverOrder order) {
    to.put("key", order.key());
    to.put("name", order.name());
    to.put("user", order.user());
    to.put("class", order.mainClass());
    ArrayNode arguments = to.putArray("arguments");
    order.arguments().forEach(arguments::add);
    ObjectNode settings = to.putObject("settings");
    order.settings().forEach(settings::put);
    ObjectNode files = to.putObject("files");
    order
        .privateFiles()
        .forEach(
            (key, file) ->
                files.putObject(key).put("name", file.name()).put("content", file.content()));
  }

  private static void write(ObjectNode to, Place place) {
    to.put("framework", place.framework());
    to.put("task", place.task());
    to.put("agent", place.agent());
    to.put("address", place.address().toString());
    to.put("host", place.at().host().value());
    to.put("rack", place.at().rack().value());
  }

  // ---- reading

  static Entry entry(String text) {
    try {
      JsonNode all = JSON.readTree(text);
      Driver driver =
          new Driver(
              text(all, "id"),
              order(all.path("order")),
              DriverState.valueOf(text(all, "state")),
              all.path("attempt").asInt(),
              Instant.parse(text(all, "submitted")),
              moment(all, "started"),
              moment(all, "ended"),
              text(all, "agent"),
              text(all, "framework"),
              text(all, "diagnostics"),
              text(all, "log"));
      return new Entry(
          all.path("number").asLong(),
          driver,
          place(all.path("place")),
          setbacks(all.path("setbacks")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DriverOrder order(JsonNode all) throws IOException {
    List<String> arguments = new ArrayList<>();
    all.path("arguments").forEach(each -> arguments.add(each.asText()));
    SortedMap<String, String> settings = new TreeMap<>();
    all.path("settings").properties().forEach(e -> settings.put(e.getKey(), e.getValue().asText()));
    SortedMap<String, PrivateFile> files = new TreeMap<>();
    for (var each : all.path("files").properties()) {
      JsonNode file = each.getValue();
      files.put(
          each.getKey(), new PrivateFile(text(file, "name"), file.path("content").binaryValue()));
    }
    return new DriverOrder(
        text(all, "key"),
        text(all, "name"),
        text(all, "user"),
        text(all, "class"),
        arguments,
        settings,
        files);
  }

  private static Optional<Place> place(JsonNode all) {
    return all.isMissingNode()
        ? Optional.empty()
        : Optional.of(
            new Place(
                text(all, "framework"),
                text(all, "task"),
                text(all, "agent"),
                URI.create(text(all, "address")),
                new Placement(new HostName(text(all, "host")), new RackName(text(all, "rack")))));
  }

  private static Setbacks setbacks(JsonNode all) {
    return new Setbacks(
        all.path("launches").asInt(),
        all.path("restarts").asInt(),
        moment(all, "until").orElse(Instant.EPOCH));
  }

  private static Optional<Instant> moment(JsonNode all, String name) {
    return all.has(name) ? Optional.of(Instant.parse(text(all, name))) : Optional.empty();
  }

  private static String text(JsonNode all, String name) {
    return all.path(name).asText();
  }
}
