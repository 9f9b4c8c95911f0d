package dev.firesteel.backend.tck;

import dev.firesteel.api.backend.BackendContext;
import dev.firesteel.api.backend.InProcessExecutors;
import dev.firesteel.api.backend.MasterUrl;
import dev.firesteel.api.config.Config;
import dev.firesteel.api.id.ApplicationId;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** What a backend under check is given, and where its test executors show up. */
final class Props implements BackendContext, AutoCloseable {
  private final BackendFixture fixture;
  private final Config config;
  private final ApplicationId application;
  private final Roster roster = new Roster();
  private final ThreadExecutors threads = new ThreadExecutors(roster);
  private final ProcessExecutors processes;
  private final TestLaunches launches;
  private final ScheduledExecutorService timer;

  Props(BackendFixture fixture) throws IOException {
    this.fixture = fixture;
    this.config = fixture.provider().implied(fixture.master()).overriddenBy(fixture.config());
    String token = UUID.randomUUID().toString();
    application = new ApplicationId("tck-" + token.substring(0, 8));
    processes = new ProcessExecutors(fixture, token, roster);
    launches = new TestLaunches(processes.address(), token);
    timer =
        Executors.newSingleThreadScheduledExecutor(
            body -> {
              Thread thread = new Thread(body, "tck-timer");
              thread.setDaemon(true);
              return thread;
            });
  }

  Roster roster() {
    return roster;
  }

  TestLaunches launches() {
    return launches;
  }

  @Override
  public ApplicationId application() {
    return application;
  }

  @Override
  public String applicationName() {
    return "firesteel conformance kit";
  }

  @Override
  public MasterUrl master() {
    return fixture.master();
  }

  @Override
  public Config config() {
    return config;
  }

  @Override
  public InProcessExecutors inProcess() {
    return threads;
  }

  @Override
  public ScheduledExecutorService timer() {
    return timer;
  }

  /** The same with another master URL. */
  BackendContext at(MasterUrl other) {
    Props own = this;
    return new BackendContext() {
      @Override
      public ApplicationId application() {
        return own.application();
      }

      @Override
      public String applicationName() {
        return own.applicationName();
      }

      @Override
      public MasterUrl master() {
        return other;
      }

      @Override
      public Config config() {
        return own.config();
      }

      @Override
      public InProcessExecutors inProcess() {
        return own.inProcess();
      }

      @Override
      public ScheduledExecutorService timer() {
        return own.timer();
      }
    };
  }

  @Override
  public void close() throws IOException {
    timer.shutdownNow();
    processes.close();
  }
}
