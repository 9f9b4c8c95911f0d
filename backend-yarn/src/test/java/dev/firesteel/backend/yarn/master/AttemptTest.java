package dev.firesteel.backend.yarn.master;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.backend.FinalStatus;
import dev.firesteel.shipping.program.JvmEnd;
import dev.firesteel.shipping.program.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.security.Credentials;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttemptTest {
  private final FakeLink link = new FakeLink();
  @TempDir private Path directory;
  private Path note;
  private final Credentials tokens = new Credentials();

  @BeforeEach
  void setUp() {
    note = directory.resolve(ExitNote.FILE);
  }

  private Attempt attempt(JvmEnd end) {
    return new Attempt(link, () -> ExitNote.leave(note, tokens), () -> end);
  }

  @Test
  void aSignalIsNotTheProgramsEndSoThatAnotherAttemptMayFollow() {
    attempt(JvmEnd.SIGNAL).atExit();
    assertThat(link.ends).isEmpty();
    assertThat(note).doesNotExist();
  }

  @Test
  void anExitIsLeftToBeReportedByWhoKnowsItsCode() throws Exception {
    tokens.addSecretKey(new Text("told"), new byte[] {1, 2});
    attempt(JvmEnd.EXIT_CALLED).atExit();
    assertThat(link.ends).isEmpty();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(note)))
        .isEqualTo("rw-------");
    assertThat(ExitNote.read(note).getSecretKey(new Text("told"))).containsExactly(1, 2);
  }

  @Test
  void anExitIsReportedByTokensAndNotByAKeytabOfTheSubmittersMachine() {
    assertThat(
            ExitReport.byTokens(
                new TreeMap<>(
                    Map.of(
                        "firesteel.security.keytab", "/home/alice/alice.keytab",
                        "firesteel.security.principal", "alice@EXAMPLE.ORG",
                        "firesteel.x", "y"))))
        .containsOnlyKeys("firesteel.x");
  }

  @Test
  void theProgramsEndIsReportedOnce() {
    Attempt attempt = attempt(JvmEnd.EXIT_CALLED);
    assertThat(attempt.ended(new Outcome(FinalStatus.FAILED, "boom", 1))).isEqualTo(1);
    attempt.atExit();
    attempt.ended(Outcome.returned());
    assertThat(link.ends).containsExactly("FAILED: boom");
    assertThat(note).doesNotExist();
  }
}
