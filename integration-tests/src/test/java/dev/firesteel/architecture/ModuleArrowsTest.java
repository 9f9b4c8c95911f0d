package dev.firesteel.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The arrows between rooms are those of docs/architecture.md, and third-party families stay in
 * their rooms.
 */
class ModuleArrowsTest {
  private static final String ROOT = "dev.firesteel.";

  /** For each room: its package, and the packages of rooms that it may know. */
  private static final Map<String, List<String>> ROOMS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("api", List.of()),
              Map.entry("dataset", List.of("api")),
              Map.entry("protocol", List.of("api")),
              Map.entry("serialization", List.of("api", "dataset")),
              Map.entry("scheduler", List.of("api", "dataset", "protocol", "serialization")),
              Map.entry("executor", List.of("api", "dataset", "protocol", "serialization")),
              Map.entry("io", List.of("api")),
              Map.entry("backend.tck", List.of("api")),
              Map.entry("backend.local", List.of("api")),
              Map.entry("shipping", List.of("api")),
              Map.entry("backend.yarn", List.of("api", "io", "shipping")),
              Map.entry("backend.mesos", List.of("api", "shipping")),
              Map.entry("mesos.test", List.of()),
              Map.entry("simulation", List.of("api", "dataset", "protocol", "scheduler")),
              Map.entry(
                  "engine",
                  List.of(
                      "api",
                      "dataset",
                      "protocol",
                      "serialization",
                      "scheduler",
                      "executor",
                      "shipping")),
              Map.entry("devcluster", List.of()),
              Map.entry("examples", List.of("api", "dataset")),
              Map.entry("it", List.of("api", "dataset")),
              Map.entry(
                  "cli",
                  List.of("api", "dataset", "engine", "examples", "scheduler", "backend.tck"))));

  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(
              location -> !location.contains("test-classes/") && !location.contains("-tests.jar"))
          .importPackages("dev.firesteel");

  @Test
  void everyRoomIsThere() {
    for (String room : ROOMS.keySet()) {
      assertThat(ALL.that(resideInAPackage(ROOT + room + ".."))).as(room).isNotEmpty();
    }
  }

  @Test
  void everyClassLivesInARoom() {
    String[] rooms = ROOMS.keySet().stream().map(room -> ROOT + room + "..").toArray(String[]::new);
    List<String> homeless =
        ALL.that(not(resideInAnyPackage(rooms))).stream().map(type -> type.getName()).toList();
    assertThat(homeless).isEmpty();
  }

  @Test
  void roomsKnowOnlyTheRoomsTheyMay() {
    ROOMS.forEach(
        (room, known) -> {
          List<String> strangers = new ArrayList<>(ROOMS.keySet());
          strangers.remove(room);
          strangers.removeAll(known);
          noClasses()
              .that()
              .resideInAPackage(ROOT + room + "..")
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(
                  strangers.stream().map(s -> ROOT + s + "..").toArray(String[]::new))
              .check(ALL);
        });
  }

  @Test
  void theApiNeedsTheJdkAndNullnessAnnotationsOnly() {
    classes()
        .that()
        .resideInAPackage(ROOT + "api..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(ROOT + "api..", "java..", "org.jspecify..")
        .check(ALL);
  }

  @Test
  void thirdPartyFamiliesStayInTheirRooms() {
    onlyIn("io.netty..", "protocol");
    onlyIn("org.apache.hadoop..", "io", "backend.yarn", "devcluster.daemon");
    onlyIn("org.apache.mesos..", "backend.mesos", "mesos.test");
    onlyIn("org.h2..", "backend.mesos");
    onlyIn("org.apache.curator..", "backend.mesos", "mesos.test");
    onlyIn("org.apache.zookeeper..", "backend.mesos", "mesos.test");
    onlyIn("com.esotericsoftware.kryo..", "protocol", "serialization", "executor", "scheduler");
    onlyIn("net.jpountz..", "executor", "io");
    onlyIn("org.apache.commons.cli..", "cli");
    onlyIn("org.apache.logging.log4j.core..", "cli");
    onlyIn("org.junit..", "backend.tck");
    onlyIn("org.assertj..", "backend.tck");
  }

  private static void onlyIn(String family, String... rooms) {
    String[] homes = new String[rooms.length];
    for (int i = 0; i < rooms.length; i++) {
      homes[i] = ROOT + rooms[i] + "..";
    }
    noClasses()
        .that()
        .resideOutsideOfPackages(homes)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(family)
        .check(ALL);
  }
}
