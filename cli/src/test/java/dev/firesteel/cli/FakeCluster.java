package dev.firesteel.cli;

import dev.firesteel.api.backend.ApplicationStatus;
import dev.firesteel.api.backend.ApplicationStatus.State;
import dev.firesteel.api.backend.BackendContext;
import dev.firesteel.api.backend.Capability;
import dev.firesteel.api.backend.ClusterBackend;
import dev.firesteel.api.backend.ClusterBackendProvider;
import dev.firesteel.api.backend.DispatcherService;
import dev.firesteel.api.backend.LogReader;
import dev.firesteel.api.backend.MasterUrl;
import dev.firesteel.api.backend.SubmissionClient;
import dev.firesteel.api.config.Config;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A cluster, master {@code fake}, that runs drivers: it answers what a test has laid ready. */
final class FakeCluster implements SubmissionClient {
  /** The cluster of the running test. */
  static FakeCluster current = new FakeCluster();

  final List<Submission> submitted = new ArrayList<>();
  final Deque<ApplicationStatus> answers = new ArrayDeque<>();
  final List<String> killed = new ArrayList<>();
  final List<Map<String, String>> dispatched = new ArrayList<>();
  Submitter submitter = Submitter.WAITS;
  boolean closed;
  int silences;
  String noLogs = "";

  /** Lays an answer ready; the last one stays. */
  FakeCluster then(State state, String diagnostics) {
    answers.add(status("app_1", state, diagnostics));
    return this;
  }

  static ApplicationStatus status(String application, State state, String diagnostics) {
    return new ApplicationStatus(
        application,
        "report",
        "alice",
        "etl",
        state,
        Duration.ofSeconds(12),
        state.ended() ? Optional.of(Duration.ofSeconds(9)) : Optional.empty(),
        state == State.RUNNING ? "http://rm/proxy/app_1/" : "",
        diagnostics,
        current.noLogs);
  }

  @Override
  public Submitted submit(Submission submission) {
    submitted.add(submission);
    return new Submitted("app_1", submitter);
  }

  @Override
  public Optional<ApplicationStatus> status(String application) {
    if (silences > 0) {
      silences--;
      throw new FiresteelException(ErrorCategory.CLUSTER, "it does not answer");
    }
    ApplicationStatus next = answers.size() > 1 ? answers.remove() : answers.peek();
    return Optional.ofNullable(next).filter(each -> each.application().equals(application));
  }

  @Override
  public List<ApplicationStatus> list() {
    return List.of(
        status("app_2", State.RUNNING, ""), status("app_1", State.FAILED, "no such queue"));
  }

  @Override
  public void kill(String application) {
    killed.add(application);
  }

  @Override
  public void logs(String application, LogReader reader) {
    if (!application.equals("app_1")) {
      throw new FiresteelException(ErrorCategory.CONFIGURATION, "no logs of " + application);
    }
    for (String container : List.of("c_1", "c_2")) {
      for (String name : List.of("launch", "stderr", "stdout")) {
        LogReader.LogFile file =
            new LogReader.LogFile(
                container,
                "h1",
                name,
                name.equals("launch") ? LogReader.Origin.CLUSTER : LogReader.Origin.APPLICATION);
        if (reader.wants(file)) {
          read(reader, file, container + " wrote " + name);
        }
      }
    }
  }

  private static void read(LogReader reader, LogReader.LogFile file, String text) {
    try {
      reader.read(file, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    closed = true;
  }

  /** Found by ServiceLoader. */
  public static final class Provider implements ClusterBackendProvider {
    /** Made by ServiceLoader. */
    public Provider() {}

    @Override
    public String name() {
      return "fake";
    }

    @Override
    public String forms() {
      return "fake";
    }

    @Override
    public boolean accepts(MasterUrl master) {
      return master.value().equals("fake");
    }

    @Override
    public Set<Capability> capabilities(MasterUrl master, Config config) {
      return Set.of(Capability.CLUSTER_DEPLOY_MODE);
    }

    @Override
    public Config implied(MasterUrl master) {
      return Config.empty();
    }

    @Override
    public ClusterBackend open(BackendContext context) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<SubmissionClient> submission(MasterUrl master, Config config) {
      return Optional.of(current);
    }

    @Override
    public Optional<DispatcherService> dispatcher(MasterUrl master, Config config) {
      current.dispatched.add(config.asMap());
      return Optional.of(new Failing(current));
    }
  }

  /** A dispatcher that has failed. */
  private record Failing(FakeCluster cluster) implements DispatcherService {
    @Override
    public String address() {
      return "http://fake:1";
    }

    @Override
    public CompletionStage<FiresteelException> failure() {
      return CompletableFuture.completedFuture(
          new FiresteelException(ErrorCategory.CLUSTER, "the cluster has removed it"));
    }

    @Override
    public void close() {
      cluster.closed = true;
    }
  }
}
