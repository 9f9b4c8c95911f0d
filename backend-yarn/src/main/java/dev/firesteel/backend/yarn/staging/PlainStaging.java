package dev.firesteel.backend.yarn.staging;

import dev.firesteel.api.backend.ExecutorProgram;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.yarn.api.records.LocalResource;
import org.apache.hadoop.yarn.api.records.LocalResourceType;
import org.apache.hadoop.yarn.api.records.LocalResourceVisibility;
import org.apache.hadoop.yarn.api.records.URL;

/** Uploads each jar into a directory of the application. */
public final class PlainStaging implements Staging {
  private final Configuration hadoop;
  private final String application;
  private final Map<ExecutorProgram, StagedProgram> done = new HashMap<>();

  /** For one application. */
  public PlainStaging(Configuration hadoop, String application) {
    this.hadoop = hadoop;
    this.application = application;
  }

  @Override
  public synchronized StagedProgram stage(ExecutorProgram program) throws IOException {
    StagedProgram known = done.get(program);
    if (known != null) {
      return known;
    }
    Map<String, LocalResource> resources = new TreeMap<>();
    List<String> classPath = new ArrayList<>();
    try (FileSystem files = FileSystem.newInstance(hadoop)) {
      for (java.nio.file.Path each : program.classPath()) {
        if (Files.exists(each)) {
          String name = "lib/" + classPath.size() + "-" + each.getFileName();
          Path to = new Path(directory(files), name);
          try (OutputStream out = files.create(to)) {
            write(each, out);
          }
          FileStatus status = files.getFileStatus(to);
          resources.put(
              name,
              LocalResource.newInstance(
                  URL.fromPath(files.makeQualified(to)),
                  LocalResourceType.FILE,
                  LocalResourceVisibility.APPLICATION,
                  status.getLen(),
                  status.getModificationTime()));
          classPath.add(name);
        }
      }
    }
    StagedProgram staged = new StagedProgram(resources, classPath, Optional.empty(), List.of());
    done.put(program, staged);
    return staged;
  }

  private static void write(java.nio.file.Path from, OutputStream out) throws IOException {
    if (Files.isDirectory(from)) {
      try (ZipOutputStream zip = new ZipOutputStream(out);
          Stream<java.nio.file.Path> all = Files.walk(from)) {
        for (java.nio.file.Path file : all.filter(Files::isRegularFile).toList()) {
          zip.putNextEntry(new ZipEntry(from.relativize(file).toString()));
          Files.copy(file, zip);
        }
      }
    } else {
      Files.copy(from, out);
    }
  }

  private Path directory(FileSystem files) {
    return new Path(files.getHomeDirectory(), ".firesteel/" + application);
  }

  @Override
  public void close() {
    try (FileSystem files = FileSystem.newInstance(hadoop)) {
      files.delete(directory(files), true);
    } catch (IOException e) {
      org.apache.logging.log4j.LogManager.getLogger(PlainStaging.class).debug("Not removed", e);
    }
  }
}
