package dev.firesteel.semantics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.split.IfExists;
import dev.firesteel.api.split.SaveOptions;
import dev.firesteel.dataset.Dataset;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.Session;
import dev.firesteel.dataset.StorageLevel;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A job does not replace what it reads. */
class OwnInputTest {
  private static final SaveOptions OVERWRITE = SaveOptions.DEFAULT.withIfExists(IfExists.OVERWRITE);

  private final Session session = Session.builder().engine(OracleEngine::new).open();

  @BeforeEach
  @AfterEach
  void forget() {
    MemoryFiles.OUTPUTS.clear();
  }

  @Test
  void itIsRefusedWhereverItStandsInTheLineage() {
    MemoryFiles.around(
        () -> {
          session.range(0, 4).boxed().saveAsObjectFile("in");
          Dataset<Long> read = session.objectFile("in");
          Dataset<Pair<Long, Long>> counted =
              read.mapToPair(number -> Pair.of(number % 2, 1L)).reduceByKey(Long::sum);
          Dataset<Long> kept = read.map(number -> number + 1).persist(StorageLevel.MEMORY);
          assertThat(kept.count()).isEqualTo(4);
          for (Dataset<?> each : List.of(read, counted, kept)) {
            assertThatThrownBy(() -> each.saveAsObjectFile("in", OVERWRITE))
                .hasMessage(
                    "Cannot replace in/: the same job reads in/part-0 in it (save to another"
                        + " directory, or checkpoint() the dataset first, which cuts its lineage)");
          }
          read.saveAsObjectFile("in2", OVERWRITE);
          read.saveAsObjectFile("in2", OVERWRITE);
          assertThat(session.<Long>objectFile("in2").count()).isEqualTo(4);
        });
  }

  @Test
  void aCheckpointCutsTheLineage() {
    MemoryFiles.around(
        () -> {
          session.checkpointDirectory("checkpoints");
          session.range(0, 4).boxed().saveAsObjectFile("in");
          Dataset<Long> read = session.<Long>objectFile("in").checkpoint();
          read.map(number -> number * 2).saveAsObjectFile("in", OVERWRITE);
          assertThat(session.<Long>objectFile("in").collect()).containsExactly(0L, 2L, 4L, 6L);
          assertThat(read.collect()).containsExactly(0L, 1L, 2L, 3L);
        });
  }
}
