package dev.firesteel.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.split.IfExists;
import dev.firesteel.api.split.SaveOptions;
import dev.firesteel.io.FileFixture.Way;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.fs.HarFileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mount tables, archives and odd names, over local files by way of Hadoop. */
final class OtherFileSystemsTest {
  @TempDir Path root;
  private FileFixture files;

  @BeforeEach
  void fixture() {
    files = new FileFixture(Way.HADOOP, root);
  }

  private void mount(String point, String directory) throws IOException {
    Files.createDirectories(root.resolve(directory));
    files.set(
        "firesteel.hadoop.fs.viewfs.mounttable.cluster.link." + point,
        "tested:" + root.resolve(directory));
  }

  private List<String> read(String paths) throws Exception {
    return files.read(paths, 0).stream().flatMap(List::stream).toList();
  }

  @Test
  void mountsOfAViewLeadToTheirTargets() throws Exception {
    mount("/data", "one");
    mount("/user", "two");
    files.file("one/x", "in one\n").file("two/y", "in two\n");
    assertThat(read("viewfs://cluster/data/x,viewfs://cluster/user/*"))
        .containsExactly("in one", "in two");
    assertThat(read("viewfs://cluster/*/x")).containsExactly("in one");
  }

  @Test
  void aViewCanBeTheDefault() throws Exception {
    mount("/data", "one");
    files.file("one/x", "in one\n").set("firesteel.hadoop.fs.defaultFS", "viewfs://cluster/");
    assertThat(read("/data/x")).containsExactly("in one");
  }

  @Test
  void outputOfAViewIsRenamedWithinItsMount() throws Exception {
    mount("/data", "one");
    files.set("firesteel.hadoop.fs.defaultFS", "viewfs://cluster/");
    files.writeTo("viewfs://cluster/data/out", List.of(List.of("a"), List.of("b")));
    assertThat(read("viewfs://cluster/data/out")).containsExactly("a", "b");
    assertThat(root.resolve("one/out/_SUCCESS")).exists();
    assertThat(root.resolve("one/out/_temporary")).doesNotExist();
  }

  @Test
  void nothingCanBeWrittenBesideTheMounts() throws Exception {
    mount("/data", "one");
    assertThatThrownBy(() -> files.writeTo("viewfs://cluster/out", List.of(List.of("a"))))
        .isInstanceOf(FiresteelException.class)
        .hasMessageStartingWith("Cannot write to viewfs://cluster/out: ");
  }

  @Test
  void aViewWithoutMountsIsExplained() {
    assertThatThrownBy(() -> read("viewfs://nowhere/data"))
        .isInstanceOf(FiresteelException.class)
        .hasMessageStartingWith("Cannot use path viewfs://nowhere/data: ")
        .hasMessageContaining("nowhere");
  }

  /** An archive with /dir/a and /dir/b, as 'hadoop archive' makes it. */
  private void archive(String name) throws IOException {
    String a = "first\nsecond\n";
    String b = "third\n";
    StringBuilder index = new StringBuilder();
    index.append("%2F dir 1700000000000+493+u+g 0 0 dir \n");
    index.append("%2Fdir dir 1700000000000+493+u+g 0 0 a b \n");
    index.append("%2Fdir%2Fa file part-0 0 " + a.length() + " 1700000000000+420+u+g \n");
    index.append(
        "%2Fdir%2Fb file part-0 " + a.length() + " " + b.length() + " 1700000000000+420+u+g \n");
    files
        .file(name + "/_index", index.toString())
        .file(
            name + "/_masterindex",
            HarFileSystem.VERSION
                + " \n0 "
                + Integer.MAX_VALUE
                + " 0 "
                + index.toString().getBytes(UTF_8).length
                + " \n")
        .file(name + "/part-0", a + b);
  }

  @Test
  void aDirectoryThatIsNotMadeAtFirstIsMadeAtTheNextTry() throws Exception {
    files
        .saving(SaveOptions.DEFAULT.withIfExists(IfExists.APPEND))
        .write(TestedFileSystem.SECOND_TRY, List.of(List.of("a")));
    assertThat(read(root + "/" + TestedFileSystem.SECOND_TRY)).containsExactly("a");
  }

  @Test
  void filesOfAnArchiveAreRead() throws Exception {
    archive("x.har");
    files.set("firesteel.hadoop.fs.defaultFS", "tested:///");
    String archive = "har:" + root + "/x.har";
    assertThat(read(archive + "/dir/b")).containsExactly("third");
    assertThat(read(archive + "/dir")).containsExactly("first", "second", "third");
    assertThat(read(archive + "/dir/*")).containsExactly("first", "second", "third");
  }

  @Test
  void anArchiveThatIsNoneIsExplained() {
    files.set("firesteel.hadoop.fs.defaultFS", "tested:///");
    assertThatThrownBy(() -> read("har:" + root + "/x.har/dir"))
        .isInstanceOf(FiresteelException.class)
        .hasMessageContaining("x.har")
        .hasMessageContaining("No index file");
    assertThatThrownBy(() -> read("har:" + root + "/dir"))
        .isInstanceOf(FiresteelException.class)
        .hasMessageContaining("Invalid path for the Har Filesystem");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "100%", "a%20b", "a+b", "größe-日本", "a:b", "a;b&c=d", "~x", "#1"})
  void namesAreTakenAsTheyAre(String name) throws Exception {
    files.file("in/" + name, "text\n");
    assertThat(files.lines("in/" + name, 0)).containsExactly("text");
    assertThat(files.lines("in", 0)).containsExactly("text");
    files.write("out/" + name, List.of(List.of("x")));
    assertThat(files.lines("out/" + name + "/part-*", 0)).containsExactly("x");
  }
}
