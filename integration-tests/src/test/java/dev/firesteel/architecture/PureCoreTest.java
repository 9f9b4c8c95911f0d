package dev.firesteel.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.targetOwner;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/**
 * The scheduler core is pure: all of it but the loop and the driver has no thread, clock,
 * randomness, logger or I/O.
 */
class PureCoreTest {
  private static final JavaClasses CORE =
      new ClassFileImporter()
          .withImportOption(
              location -> !location.contains("test-classes/") && !location.contains("-tests.jar"))
          .importPackages("dev.firesteel.scheduler");

  private static final String[] IMPURE = {
    "dev.firesteel.scheduler.loop..", "dev.firesteel.scheduler.driver.."
  };

  @Test
  void thePureCoreIsMostOfTheRoom() {
    assertThat(CORE.stream().filter(c -> c.getPackageName().endsWith(".machine")).count())
        .isGreaterThan(10);
  }

  @Test
  void hasNoThreadsLocksOrAtomics() {
    noClasses()
        .that()
        .resideOutsideOfPackages(IMPURE)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.util.concurrent..")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Thread.class)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(ThreadLocal.class)
        .check(CORE);
  }

  @Test
  void hasNoClockAndNoRandomness() {
    noClasses()
        .that()
        .resideOutsideOfPackages(IMPURE)
        .should()
        .dependOnClassesThat()
        .areAssignableTo(java.time.Clock.class)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(java.util.Random.class)
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(Math.class, "random")
        .orShould()
        .callMethod(java.util.UUID.class, "randomUUID")
        .check(CORE);
  }

  @Test
  void hasNoInputOutputAndNoLogger() {
    noClasses()
        .that()
        .resideOutsideOfPackages(IMPURE)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.io..", "java.nio..", "java.net..", "org.apache.logging..")
        .orShould()
        .accessTargetWhere(
            targetOwner(assignableTo(System.class)).and(not(target(name("arraycopy")))))
        .check(CORE);
  }
}
