package dev.firesteel.io.hadoop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.io.TestedFileSystem;
import dev.firesteel.io.storage.Location;
import java.security.PrivilegedExceptionAction;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.security.UserGroupInformation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each settings, root and user has a file system of its own, which ends with the last lease. */
final class OpenFileSystemsTest {
  private final SortedMap<String, String> one = settings("1");
  private final SortedMap<String, String> two = settings("2");

  private static SortedMap<String, String> settings(String mark) {
    SortedMap<String, String> settings = new TreeMap<>();
    settings.put("fs.tested.impl", TestedFileSystem.class.getName());
    settings.put("mark", mark);
    return settings;
  }

  @BeforeEach
  void lease() {
    OpenFileSystems.lease(one);
    OpenFileSystems.lease(two);
  }

  @AfterEach
  void release() {
    OpenFileSystems.release(one);
    OpenFileSystems.release(two);
  }

  private static FileSystem of(String location, SortedMap<String, String> settings)
      throws Exception {
    return OpenFileSystems.of(Location.parse(location), settings);
  }

  @Test
  void aFileSystemIsOpenedOnceForEachSettings() throws Exception {
    FileSystem first = of("tested:/a", one);
    assertThat(of("tested:/b/c", new TreeMap<>(one))).isSameAs(first);
    assertThat(of("tested:/a", two)).isNotSameAs(first);
    assertThat(first.getConf().get("mark")).isEqualTo("1");
    assertThat(of("tested:/a", two).getConf().get("mark")).isEqualTo("2");
  }

  @Test
  void theLastLeaseClosesIt() throws Exception {
    FileSystem first = of("tested:/a", one);
    OpenFileSystems.lease(one);
    OpenFileSystems.release(one);
    assertThat(of("tested:/a", one)).isSameAs(first);
    OpenFileSystems.release(one);
    OpenFileSystems.lease(one);
    assertThat(of("tested:/a", one)).isNotSameAs(first);
  }

  @Test
  void namesKeepTheirCase() throws Exception {
    one.put("fs.viewfs.mounttable.ClusterX.link./a", "tested:///");
    OpenFileSystems.lease(one);
    try {
      assertThat(of("viewfs://ClusterX/a", one).getUri()).hasToString("viewfs://ClusterX/");
    } finally {
      OpenFileSystems.release(one);
    }
  }

  @Test
  void anotherUserHasAnother() throws Exception {
    FileSystem own = of("tested:/a", one);
    UserGroupInformation other = UserGroupInformation.createRemoteUser("somebody-else");
    FileSystem theirs =
        other.doAs((PrivilegedExceptionAction<FileSystem>) () -> of("tested:/a", one));
    assertThat(theirs).isNotSameAs(own);
  }

  @Test
  void theDriversUserIsTheUserEverywhere() throws Exception {
    one.put(HadoopSettings.USER, "somebody-else");
    OpenFileSystems.lease(one);
    UserGroupInformation[] seen = new UserGroupInformation[1];
    one.put("fs.seen.impl", Seen.class.getName());
    try {
      FileSystem opened = of("seen:/a", one);
      seen[0] = ((Seen) opened).user;
    } finally {
      OpenFileSystems.release(one);
    }
    assertThat(seen[0].getUserName()).isEqualTo("somebody-else");
  }

  @Test
  void anUnknownSchemeStaysUnknown() {
    assertThatThrownBy(() -> of("nope:/a", one)).isInstanceOf(UnsupportedFileSystemException.class);
  }

  /** Remembers for whom it was opened. */
  public static final class Seen extends org.apache.hadoop.fs.RawLocalFileSystem {
    private final UserGroupInformation user;

    /** Made by Hadoop. */
    public Seen() throws java.io.IOException {
      user = UserGroupInformation.getCurrentUser();
    }

    @Override
    public java.net.URI getUri() {
      return java.net.URI.create("seen:///");
    }
  }
}
