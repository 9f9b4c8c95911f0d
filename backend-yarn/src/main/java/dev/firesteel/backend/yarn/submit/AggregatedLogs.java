package dev.firesteel.backend.yarn.submit;

import dev.firesteel.api.backend.LogReader;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.logaggregation.AggregatedLogFormat;
import org.apache.hadoop.yarn.logaggregation.ContainerLogFileInfo;
import org.apache.hadoop.yarn.logaggregation.ContainerLogMeta;
import org.apache.hadoop.yarn.logaggregation.ContainerLogsRequest;
import org.apache.hadoop.yarn.logaggregation.LogAggregationUtils;
import org.apache.hadoop.yarn.logaggregation.filecontroller.LogAggregationFileController;
import org.apache.hadoop.yarn.logaggregation.filecontroller.LogAggregationFileControllerFactory;
import org.apache.hadoop.yarn.logaggregation.filecontroller.tfile.LogAggregationTFileController;

/**
 * Logs that NodeManagers have put together on the cluster's file system, by Hadoop's own readers:
 * the usual format as a stream; others, which only can be printed, through a temporary file.
 */
final class AggregatedLogs implements Logs.CollectedLogs {
  private final Configuration conf;

  AggregatedLogs(Configuration conf) {
    this.conf = conf;
  }

  @Override
  public void read(ApplicationReport application, LogReader reader) throws IOException {
    LogAggregationFileController format =
        new LogAggregationFileControllerFactory(conf)
            .getFileControllerForRead(application.getApplicationId(), application.getUser());
    if (format instanceof LogAggregationTFileController) {
      for (Path each : files(format, application)) {
        streamed(each, reader);
      }
    } else {
      printed(format, application, reader);
    }
  }

  /** One file for each node; others are still written. */
  private List<Path> files(LogAggregationFileController format, ApplicationReport application)
      throws IOException {
    Path directory =
        format.getRemoteAppLogDir(application.getApplicationId(), application.getUser());
    List<Path> files = new ArrayList<>();
    for (FileStatus each : directory.getFileSystem(conf).listStatus(directory)) {
      String name = each.getPath().getName();
      if (each.isFile() && !name.endsWith(LogAggregationUtils.TMP_FILE_SUFFIX)) {
        files.add(each.getPath());
      }
    }
    return files;
  }

  private void streamed(Path file, LogReader reader) throws IOException {
    try (AggregatedLogFormat.LogReader logs = new AggregatedLogFormat.LogReader(conf, file)) {
      AggregatedLogFormat.LogKey container = new AggregatedLogFormat.LogKey();
      for (DataInputStream in = logs.next(container); in != null; in = logs.next(container)) {
        container(in, container.toString(), host(file.getName()), reader);
        container = new AggregatedLogFormat.LogKey();
      }
    }
  }

  private static void container(DataInputStream in, String container, String host, LogReader reader)
      throws IOException {
    while (true) {
      String name;
      try {
        name = in.readUTF();
      } catch (EOFException e) {
        return; // that was the container's last file
      }
      LogText content = new LogText(in, Long.parseLong(in.readUTF()));
      LogReader.LogFile file = LogFiles.of(container, host, name);
      if (reader.wants(file)) {
        reader.read(file, content);
      }
      content.transferTo(OutputStream.nullOutputStream());
    }
  }

  private static void printed(
      LogAggregationFileController format, ApplicationReport application, LogReader reader)
      throws IOException {
    for (ContainerLogMeta container : format.readAggregatedLogsMeta(request(application))) {
      for (ContainerLogFileInfo each : container.getContainerLogMeta()) {
        LogReader.LogFile file =
            LogFiles.of(
                container.getContainerId(), host(container.getNodeId()), each.getFileName());
        if (reader.wants(file)) {
          ContainerLogsRequest request = request(application);
          request.setContainerId(container.getContainerId());
          request.setNodeId(container.getNodeId());
          request.setLogTypes(Set.of(each.getFileName()));
          printed(format, request, file, reader);
        }
      }
    }
  }

  private static ContainerLogsRequest request(ApplicationReport application) {
    ContainerLogsRequest request = new ContainerLogsRequest();
    request.setAppId(application.getApplicationId());
    request.setAppOwner(application.getUser());
    request.setBytes(Long.MAX_VALUE);
    return request;
  }

  private static void printed(
      LogAggregationFileController format,
      ContainerLogsRequest request,
      LogReader.LogFile file,
      LogReader reader)
      throws IOException {
    java.nio.file.Path print = Files.createTempFile("firesteel-log", ".txt");
    try {
      try (OutputStream out = Files.newOutputStream(print)) {
        format.readAggregatedLogs(request, out);
      }
      try (InputStream in = new BufferedInputStream(Files.newInputStream(print))) {
        reader.read(file, LogText.of(in));
      }
    } finally {
      Files.deleteIfExists(print);
    }
  }

  /** The node's file is called {@code host_port}. */
  private static String host(String node) {
    int end = node.lastIndexOf('_');
    return end < 0 ? node : node.substring(0, end);
  }
}
