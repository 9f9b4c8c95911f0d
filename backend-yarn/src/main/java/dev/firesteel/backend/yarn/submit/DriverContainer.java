package dev.firesteel.backend.yarn.submit;

import dev.firesteel.api.backend.SubmissionClient.Submission;
import dev.firesteel.api.config.Config;
import dev.firesteel.api.config.DriverKeys;
import dev.firesteel.api.config.MemoryKeys;
import dev.firesteel.backend.yarn.container.JavaProcess;
import dev.firesteel.backend.yarn.container.LaunchContexts;
import dev.firesteel.backend.yarn.master.ApplicationMaster;
import dev.firesteel.backend.yarn.master.ExitReport;
import dev.firesteel.backend.yarn.master.ShippedProgram;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.StringTokenizer;
import java.util.TreeSet;
import org.apache.hadoop.security.Credentials;
import org.apache.hadoop.yarn.api.records.ContainerLaunchContext;
import org.apache.hadoop.yarn.api.records.Resource;

/** The container of a driver: its size, and what is started in it. */
final class DriverContainer {
  private static final long MIB = 1L << 20;
  private static final int REPORT_HEAP_MIB = 64;

  private final Submission submission;
  private final Config config;

  DriverContainer(Submission submission) {
    this.submission = submission;
    this.config = submission.config();
  }

  /** Its size. */
  Resource size() {
    return Resource.newInstance(
        MemoryKeys.driverContainerMiB(config, heapMiB()), config.get(DriverKeys.CORES));
  }

  private long heapMiB() {
    return config.get(DriverKeys.MEMORY) / MIB;
  }

  /**
   * What starts it.
   *
   * @param settings what the program is to see
   * @param environment variables that are in no log
   */
  ContainerLaunchContext launch(
      PreparedDriver prepared,
      SortedMap<String, String> settings,
      Map<String, String> environment) {
    Credentials tokens = new Credentials(prepared.tokens());
    new ShippedProgram(submission.mainClass(), submission.arguments(), settings, prepared.files())
        .addTo(tokens);
    LaunchContexts contexts = LaunchContexts.ofMaster(config);
    ContainerLaunchContext driver = contexts.of(driver(), prepared.files(), environment, tokens);
    ContainerLaunchContext report = contexts.of(report(), prepared.files(), environment, tokens);
    driver.setCommands(
        List.of(reporting(driver.getCommands().get(0), report.getCommands().get(0))));
    return driver;
  }

  /**
   * A shell stays around the driver's JVM: it alone gets to know the code of {@code System.exit}.
   */
  private static String reporting(String driver, String report) {
    return "("
        + driver
        + "); code=\\$?; if [ -e "
        + ExitReport.NOTE
        + " ]; then export "
        + ExitReport.CODE
        + "=\\$code; ("
        + report
        + "); fi; exit \\$code";
  }

  private JavaProcess driver() {
    long heap = heapMiB();
    long overhead = MemoryKeys.driverContainerMiB(config, heap) - heap;
    List<String> options = inherited();
    StringTokenizer tokens = new StringTokenizer(config.get(DriverKeys.JAVA_OPTIONS));
    while (tokens.hasMoreTokens()) {
      options.add(tokens.nextToken());
    }
    return new JavaProcess(
        ApplicationMaster.class.getName(),
        List.of(),
        options,
        heap,
        overhead / 2, // the other half is the JVM's own
        config.get(DriverKeys.CORES));
  }

  private static JavaProcess report() {
    return new JavaProcess(
        ExitReport.class.getName(), List.of(), inherited(), REPORT_HEAP_MIB, REPORT_HEAP_MIB, 1);
  }

  /** The driver reads and writes text and logs as the submitter does. */
  private static List<String> inherited() {
    List<String> options = new ArrayList<>();
    options.add("-Dfile.encoding=" + Charset.defaultCharset());
    for (String name : new TreeSet<>(System.getProperties().stringPropertyNames())) {
      if (name.startsWith("log4j") || name.startsWith("org.apache.logging.log4j.")) {
        options.add("-D" + name + "=" + System.getProperty(name));
      }
    }
    return options;
  }
}
