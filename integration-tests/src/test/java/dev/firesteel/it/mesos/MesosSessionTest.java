package dev.firesteel.it.mesos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.Session;
import dev.firesteel.dataset.TaskContext;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Programs on three agents of Mesos give the answers that they give on threads. */
@Timeout(300)
@ExtendWith(MesosExtension.class)
final class MesosSessionTest {
  @TempDir private Path directory;
  private Mesos mesos;

  @BeforeEach
  void cluster(Mesos shared) {
    mesos = shared;
  }

  @Test
  void wordsAreCountedAsOnThreadsAndNothingIsLeft() throws IOException {
    String text = "to be or not to be\nthat is the question\n".repeat(1000);
    String in = Files.writeString(directory.resolve("in.txt"), text).toUri().toString();
    Map<String, Long> here;
    try (Session session = Session.builder().master("local[2]").open()) {
      here = words(session, in);
    }
    try (Session session = mesos.session().open()) {
      assertThat(words(session, in)).isEqualTo(here).containsEntry("be", 2000L);
      List<String> hosts =
          session
              .parallelize(List.of(1, 2, 3, 4, 5, 6, 7, 8, 9), 9)
              .map(n -> System.getenv("LIBPROCESS_IP"))
              .distinct()
              .collect();
      assertThat(hosts).isSubsetOf("127.0.0.1", "127.0.0.2", "127.0.0.3");
    }
    assertThat(mesos.cluster().tasks()).isEmpty();
    assertThat(mesos.cluster().violations()).isEmpty();
  }

  private static Map<String, Long> words(Session session, String in) {
    return session
        .textFile(in, 6)
        .flatMapIterable(line -> List.of(line.split(" ")))
        .mapToPair(word -> Pair.of(word, 1L))
        .reduceByKey(Long::sum)
        .collect()
        .stream()
        .collect(Collectors.toMap(Pair::key, Pair::value));
  }

  @Test
  void filesAndArchivesReachExecutorsUnderTheirNames() throws IOException {
    Path file = Files.writeString(directory.resolve("data.csv"), "content");
    Path archive = directory.resolve("a.zip");
    try (OutputStream out = Files.newOutputStream(archive);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("inside/x.txt"));
      zip.write("packed".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    try (Session session =
        mesos
            .session()
            .config("firesteel.executor.instances", "1")
            .config("firesteel.files", file + "#my data.csv")
            .config("firesteel.archives", archive + "#dir")
            .open()) {
      List<String> read =
          session
              .parallelize(List.of(1), 1)
              .map(
                  n ->
                      Files.readString(TaskContext.current().file("my data.csv"))
                          + Files.readString(
                              TaskContext.current().file("dir").resolve("inside/x.txt")))
              .collect();
      assertThat(read).containsExactly("contentpacked");
    }
    assertThat(mesos.cluster().tasks()).isEmpty();
  }
}
