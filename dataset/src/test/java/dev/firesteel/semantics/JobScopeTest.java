package dev.firesteel.semantics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.dataset.Session;
import dev.firesteel.dataset.lineage.JobOptions;
import dev.firesteel.dataset.status.LocalityStatus;
import dev.firesteel.dataset.status.LostWork;
import dev.firesteel.dataset.status.SessionStatus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a thread wants of its jobs, and how they are cancelled. */
class JobScopeTest {
  private final OracleEngine engine = new OracleEngine(Config.empty());
  private final Session session = Session.builder().engine(config -> engine).open();

  @AfterEach
  void close() {
    session.close();
  }

  private JobOptions ofACount() {
    session.range(0, 3).count();
    return engine.options.get(engine.options.size() - 1);
  }

  @Test
  void refusesBlankNamesAndNoTime() {
    assertThatThrownBy(() -> session.jobGroup(" ")).hasMessageContaining("job group");
    assertThatThrownBy(() -> session.jobTags("a", "")).hasMessageContaining("job tag");
    assertThatThrownBy(() -> session.addJobTag("")).hasMessageContaining("job tag");
    assertThatThrownBy(() -> session.pool("")).hasMessageContaining("pool");
    assertThatThrownBy(() -> session.jobTimeout(Duration.ofNanos(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one millisecond");
    assertThat(ofACount()).isEqualTo(JobOptions.NONE);
  }

  @Test
  void aThreadSaysWhatItsJobsGetAndTakesItBack() {
    session.jobGroup("mine");
    session.jobTags("b", "a");
    session.addJobTag("c");
    session.pool("etl");
    session.jobTimeout(Duration.ofSeconds(5));
    JobOptions all = ofACount();
    assertThat(all.group()).contains("mine");
    assertThat(all.tags()).containsExactly("a", "b", "c");
    assertThat(all.pool()).contains("etl");
    assertThat(all.timeout()).contains(Duration.ofSeconds(5));
    session.jobTags("d");
    assertThat(ofACount().tags()).containsExactly("d");
    session.clearJobGroup();
    session.clearJobTags();
    session.clearPool();
    session.clearJobTimeout();
    assertThat(ofACount()).isEqualTo(JobOptions.NONE);
  }

  @Test
  void otherThreadsAreNotConcerned() throws Exception {
    session.jobGroup("mine");
    Thread other = new Thread(() -> session.range(0, 3).count());
    other.start();
    other.join();
    assertThat(engine.options).containsExactly(JobOptions.NONE);
  }

  @Test
  void allJobsOfAnActionHaveWhatItsThreadWantedWhenItStarted() {
    session.jobGroup("mine");
    session.pool("etl");
    session.range(0, 100, 1, 50).boxed().filter(x -> x > 90).take(1);
    assertThat(engine.options)
        .hasSizeGreaterThan(1)
        .allSatisfy(options -> assertThat(options.group()).contains("mine"))
        .allSatisfy(options -> assertThat(options.pool()).contains("etl"));
  }

  @Test
  void groupsAndTagsAreCancelledByName() {
    session.cancelJobGroup("mine");
    session.cancelJobsWithTag("nightly");
    assertThat(engine.cancelled)
        .containsExactly(
            "mine: its group mine was cancelled", "nightly: jobs with tag nightly were cancelled");
  }

  @Test
  void tellsItsStatusUntilItIsClosed() {
    assertThat(session.status())
        .isEqualTo(
            new SessionStatus(
                SessionStatus.State.CONNECTED,
                List.of(),
                List.of(),
                List.of(),
                LocalityStatus.NONE,
                LostWork.NONE));
    session.close();
    assertThatThrownBy(session::status)
        .isInstanceOf(FiresteelException.class)
        .hasMessageContaining("the session is closed");
  }
}
