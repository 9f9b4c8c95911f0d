package dev.firesteel.backend.yarn.relay;

import dev.firesteel.backend.yarn.staging.OwnFiles;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.security.Credentials;
import org.apache.hadoop.security.token.Token;
import org.apache.hadoop.yarn.api.records.ApplicationAttemptId;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.ContainerLaunchContext;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.apache.hadoop.yarn.util.Records;

/** A cluster whose relay hands over when the test says so. */
final class FakeCluster implements RelayCluster {
  final List<ApplicationAttemptId> asked = new ArrayList<>();
  final List<ApplicationAttemptId> ended = new ArrayList<>();
  int abandoned;
  Optional<RelayPlace> place = Optional.of(new RelayPlace("h1", "http://h1/log"));
  Optional<IOException> failure = Optional.empty();
  Optional<YarnException> noPlace = Optional.empty();
  private final Path root;
  private final Credentials shipped = new Credentials();

  /** With its files below a directory of this machine. */
  FakeCluster(java.nio.file.Path root) {
    this.root = new Path(root.toUri());
  }

  static FileSystem files() throws IOException {
    return FileSystem.newInstance(new Path("file:///").toUri(), new Configuration());
  }

  @Override
  public OwnFiles directory(ApplicationId application) throws IOException {
    return OwnFiles.below(root, files(), application.toString(), Clock.systemUTC());
  }

  @Override
  public ContainerLaunchContext container(RelayOrder order) throws IOException {
    if (failure.isPresent()) {
      throw failure.get();
    }
    order.addTo(shipped);
    return Records.newRecord(ContainerLaunchContext.class);
  }

  @Override
  public void abandon() {
    abandoned++;
  }

  /** What a relay does. */
  void hand(Token<?> token) throws IOException {
    RelayOrder order = RelayOrder.from(shipped);
    try (FileSystem files = files()) {
      Handover.lay(token, files, new Path(order.directory()), order.seal());
    }
  }

  @Override
  public Optional<RelayPlace> place(ApplicationAttemptId attempt) throws YarnException {
    asked.add(attempt);
    if (noPlace.isPresent()) {
      throw noPlace.get();
    }
    return place;
  }

  @Override
  public void end(ApplicationAttemptId attempt) throws IOException {
    if (failure.isPresent()) {
      throw failure.get();
    }
    ended.add(attempt);
  }
}
