package dev.firesteel.scheduler.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.id.BinaryId;
import dev.firesteel.dataset.lineage.EncodedProgram;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

final class ProgramsTest {
  private final Programs programs = new Programs();

  private static EncodedProgram program(int number) {
    return new EncodedProgram(new byte[] {(byte) number, (byte) (number >> 8)}, true, List.of());
  }

  @Test
  void equalProgramsHaveOneIdAlsoAfterAllGaveItBack() {
    BinaryId first = programs.hold(program(1));
    assertThat(programs.hold(program(2))).isNotEqualTo(first);
    assertThat(programs.hold(program(1))).isEqualTo(first);
    programs.release(first);
    programs.release(first);
    assertThat(programs.hold(program(1))).isEqualTo(first);
  }

  @Test
  void aProgramIsOnlyEqualIfItIsSharedAlike() {
    BinaryId shared = programs.hold(program(1));
    EncodedProgram alone = new EncodedProgram(program(1).bytes(), false, List.of());
    assertThat(programs.hold(alone)).isNotEqualTo(shared);
  }

  @Test
  void idleProgramsAreDroppedOldestFirst() {
    BinaryId oldest = programs.hold(program(0));
    programs.release(oldest);
    for (int i = 1; i <= 200; i++) {
      programs.release(programs.hold(program(i)));
    }
    assertThatThrownBy(() -> programs.program(oldest)).isInstanceOf(NoSuchElementException.class);
    assertThat(programs.hold(program(0))).isNotEqualTo(oldest);
  }

  @Test
  void aProgramStaysWhileTheMachineMayWantIt() {
    BinaryId wanted = programs.hold(program(0));
    programs.used(wanted);
    programs.release(wanted);
    for (int i = 1; i <= 300; i++) {
      programs.release(programs.hold(program(i)));
    }
    assertThat(programs.program(wanted).id()).isEqualTo(wanted);
    programs.unused(wanted);
    for (int i = 400; i <= 700; i++) {
      programs.release(programs.hold(program(i)));
    }
    assertThatThrownBy(() -> programs.program(wanted)).isInstanceOf(NoSuchElementException.class);
  }
}
