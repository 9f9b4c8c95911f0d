package dev.firesteel.containers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How a command on a host ended.
 *
 * @param exitCode its exit code
 * @param out its standard output
 * @param err its standard error
 */
public record Result(int exitCode, String out, String err) {
  /** Fails with all that the command said unless it ended with 0. */
  public Result orFail() {
    assertThat(exitCode).as("exit code; output:%n%s%nerrors:%n%s", out, err).isZero();
    return this;
  }
}
