package dev.firesteel.it.hdfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.split.TextForm;
import dev.firesteel.dataset.Dataset;
import dev.firesteel.dataset.Session;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Text on a real HDFS in small blocks: each line is read once, however it is cut. */
@ExtendWith(HdfsExtension.class)
final class TextSplitsTest {
  private static final int SMALL_BLOCK = 512;

  private static void write(Hdfs hdfs, String path, byte[] content) throws Exception {
    try (FileSystem client = hdfs.client();
        FSDataOutputStream out =
            client.create(hdfs.path(path), true, 4096, (short) 1, SMALL_BLOCK)) {
      out.write(content);
    }
  }

  /** Lines that end at, just before and just after the borders of blocks. */
  private static String text(int shift, String end) {
    StringBuilder text = new StringBuilder();
    for (int border = SMALL_BLOCK; border <= 3 * SMALL_BLOCK; border += SMALL_BLOCK) {
      text.append("short").append(end).append(end);
      int filler = border + shift - end.length() - text.length();
      text.append("x".repeat(filler)).append(end);
    }
    return text.append("the last é").toString();
  }

  @Test
  void everyLineIsReadOnceWhereverBlocksAndSplitsEnd(Hdfs hdfs) throws Exception {
    try (Session session = hdfs.session("local[4]").open()) {
      for (String end : List.of("\n", "\r\n", "\r")) {
        for (int shift = -2; shift <= 2; shift++) {
          String text = text(shift, end);
          List<String> lines = text.lines().toList();
          byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
          write(hdfs, "in", bytes);
          for (int size : List.of(101, 256, 511, 512, 513, 1024, 1536, 2048)) {
            Dataset<String> read =
                session.textFile(hdfs.uri("in"), Math.max(1, bytes.length / size));
            assertThat(read.collect()).as("%d %d", shift, size).isEqualTo(lines);
            assertThat(read.count()).as("%d %d", shift, size).isEqualTo(lines.size());
          }
        }
      }
    }
  }

  @Test
  void aTaskForEachByteReadsEachLineOnce(Hdfs hdfs) throws Exception {
    String text = text(0, "\r\n");
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    write(hdfs, "in", bytes);
    try (Session session = hdfs.session("local[4]").open()) {
      Dataset<String> read = session.textFile(hdfs.uri("in"), bytes.length);
      assertThat(read.partitions()).isEqualTo(bytes.length);
      assertThat(read.collect()).isEqualTo(text.lines().toList());
      assertThat(read.count()).isEqualTo(text.lines().count());
    }
  }

  @Test
  void everyDelimiterAndCharsetIsCutRight(Hdfs hdfs) throws Exception {
    try (Session session = hdfs.session("local[4]").open()) {
      for (TextForm form :
          List.of(
              TextForm.delimited("xxx"),
              TextForm.delimited("short"),
              TextForm.delimited("||\n"),
              TextForm.lines(StandardCharsets.UTF_16),
              TextForm.delimited("xx", StandardCharsets.UTF_16LE))) {
        String text = text(1, form.isLines() ? "\n" : form.terminator());
        String end = form.terminator();
        List<String> records = List.of(text.split(Pattern.quote(end), -1));
        write(hdfs, "in", text.getBytes(form.toCharset()));
        for (int parts : List.of(1, 3, 4, 7, 20)) {
          Dataset<String> read = session.textFile(hdfs.uri("in"), parts, form);
          assertThat(read.collect()).as("%s in %d", form, parts).isEqualTo(records);
          assertThat(read.count()).isEqualTo(records.size());
        }
      }
    }
  }

  @Test
  void whatIsAppendedAfterPlanningIsNotRead(Hdfs hdfs) throws Exception {
    String text = text(0, "\n");
    write(hdfs, "in", text.getBytes(StandardCharsets.UTF_8));
    try (Session session = hdfs.session("local[2]").open()) {
      Dataset<String> read = session.textFile(hdfs.uri("in"), 5);
      assertThat(read.partitions()).isGreaterThanOrEqualTo(5);
      try (FileSystem client = hdfs.client();
          FSDataOutputStream out = client.append(hdfs.path("in"))) {
        out.write(" goes on\nand on\n".repeat(100).getBytes(StandardCharsets.UTF_8));
      }
      assertThat(read.collect()).isEqualTo(text.lines().toList());
      assertThat(read.count()).isEqualTo(text.lines().count());
    }
  }

  @Test
  void aFileThatBecameShorterAfterPlanningIsRefused(Hdfs hdfs) throws Exception {
    write(hdfs, "in", text(0, "\n").getBytes(StandardCharsets.UTF_8));
    try (Session session = hdfs.session("local[2]").open()) {
      Dataset<String> read = session.textFile(hdfs.uri("in"), 5);
      assertThat(read.partitions()).isGreaterThanOrEqualTo(5);
      write(hdfs, "in", "short\n".getBytes(StandardCharsets.UTF_8));
      assertThatThrownBy(read::collect)
          .isInstanceOfSatisfying(
              FiresteelException.class,
              e -> assertThat(e.category()).isEqualTo(ErrorCategory.PROGRAM))
          .hasMessageContaining("when the job was planned");
    }
  }

  @Test
  void shortCircuitReadsGiveTheSameLines(Hdfs hdfs) throws Exception {
    String text = text(0, "\n");
    write(hdfs, "in", text.getBytes(StandardCharsets.UTF_8));
    try (Session session =
        hdfs.session("local[2]")
            .config("firesteel.hadoop.dfs.client.read.shortcircuit", "true")
            .config("firesteel.hadoop.dfs.client.use.legacy.blockreader.local", "true")
            .open()) {
      Dataset<String> read = session.textFile(hdfs.uri("in"), 5);
      assertThat(read.collect()).isEqualTo(text.lines().toList());
      assertThat(read.count()).isEqualTo(text.lines().count());
    }
  }
}
