package dev.firesteel.io.hadoop;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.io.storage.Location;
import dev.firesteel.io.storage.Storage;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.Test;

/** Requests that nobody answers are known as such, so that they are repeated. */
final class UnansweredTest {
  @Test
  void removingAnEmptyDirectory() throws Exception {
    SortedMap<String, String> settings = new TreeMap<>();
    settings.put("fs.down.impl", Down.class.getName());
    Location directory = Location.parse("down:/a");
    OpenFileSystems.lease(settings);
    try {
      Storage storage = HadoopStorage.open(directory, settings);
      assertThatThrownBy(() -> storage.deleteIfEmpty(directory))
          .isInstanceOf(NoAnswerException.class);
    } finally {
      OpenFileSystems.release(settings);
    }
  }

  /** Refuses connections. */
  public static final class Down extends RawLocalFileSystem {
    @Override
    public URI getUri() {
      return URI.create("down:///");
    }

    @Override
    public boolean delete(Path path, boolean recursive) throws IOException {
      throw new ConnectException("refused");
    }

    @Override
    public FileStatus[] listStatus(Path path) throws IOException {
      throw new ConnectException("refused");
    }
  }
}
