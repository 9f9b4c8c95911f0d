package dev.firesteel.backend.mesos.submit;

import dev.firesteel.api.backend.SubmissionClient;
import dev.firesteel.api.config.Config;
import dev.firesteel.api.split.FileFormats;
import dev.firesteel.backend.mesos.detect.LeaderDetector;
import dev.firesteel.backend.mesos.detect.MesosMaster;
import dev.firesteel.backend.mesos.dispatcher.http.Doorkeeper;
import dev.firesteel.backend.mesos.wire.MasterAccess;
import dev.firesteel.backend.mesos.wire.MasterInquiry;
import dev.firesteel.backend.mesos.wire.WireKeys;
import dev.firesteel.shipping.Digests;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/** Opens clients of dispatchers. */
public final class MesosSubmissions {
  private MesosSubmissions() {}

  /**
   * A client of the dispatcher that the settings name, or else the master; connects when it is
   * asked something.
   *
   * @throws dev.firesteel.api.error.FiresteelException (CONFIGURATION) if a secret cannot be read
   */
  public static SubmissionClient open(MesosMaster master, Config config) {
    MasterAccess access = MasterAccess.of(config);
    Doorkeeper secret = Doorkeeper.of(config);
    String given = config.get(SubmitKeys.DISPATCHER);
    String user = System.getProperty("user.name", "");
    ExecutorService threads = Executors.newCachedThreadPool(MesosSubmissions::daemon);
    HttpClient http = access.client(threads);
    DispatcherAddress address =
        given.isEmpty()
            ? new SoughtAddress(search(master, config, access, http))
            : DispatcherAddress.given(URI.create(given));
    DispatcherLink link =
        new DispatcherLink(
            http, address, secret.authorization(), time -> LockSupport.parkNanos(time.toNanos()));
    Digests digests = Digests.remembered(Digests.memoOfUser(), Clock.systemUTC());
    Uploading uploading = new Uploading(link, digests);
    return new MesosSubmissionClient(
        user,
        link,
        new OrderMaking(user, uploading::upload, MesosSubmissions::ofMachine),
        () -> {
          digests.save();
          threads.shutdown();
        });
  }

  private static DispatcherSearch search(
      MesosMaster master, Config config, MasterAccess access, HttpClient http) {
    LeaderDetector.Naming naming =
        config.get(WireKeys.TLS)
            ? LeaderDetector.Naming.NAME_FIRST
            : LeaderDetector.Naming.ADDRESS_FIRST;
    return new DispatcherSearch(
        master,
        new MasterInquiry(master, naming, access, http, config.get(WireKeys.CONNECT_TIMEOUT)));
  }

  private static Map<String, String> ofMachine(Config config) {
    Map<String, String> settings = new TreeMap<>();
    for (FileFormats each :
        ServiceLoader.load(FileFormats.class, MesosSubmissions.class.getClassLoader())) {
      settings.putAll(each.settingsOfMachine(config));
      each.close();
    }
    return settings;
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "firesteel-dispatcher-client");
    thread.setDaemon(true);
    return thread;
  }
}
