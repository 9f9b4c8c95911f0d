package dev.firesteel.backend.yarn.staging;

import dev.firesteel.api.backend.ExecutorProgram;
import java.io.IOException;

/**
 * What the submitter staged, for executors of a driver that itself runs in a container: its files
 * are not on its machine, but those in its own container are the same.
 */
public final class InheritedStaging implements Staging {
  private final StagedProgram program;

  private InheritedStaging(StagedProgram program) {
    this.program = program;
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException if it is something else
   */
  public static InheritedStaging read(byte[] text) throws IOException {
    return new InheritedStaging(StagedText.read(text));
  }

  /** A staged program as text, to be handed to the application master. */
  public static byte[] write(StagedProgram program) {
    return StagedText.write(program);
  }

  @Override
  public StagedProgram stage(ExecutorProgram asked) {
    return program;
  }

  @Override
  public void close() {}
}
