package dev.firesteel.backend.mesos.dispatcher.run;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.Environment.Variable;

/** Runs a task's command as an agent does, its URIs fetched before. */
record SandboxedTask(Path sandbox) {
  Process start(CommandInfo command) throws IOException {
    for (CommandInfo.URI each : command.getUrisList()) {
      fetch(each);
    }
    ProcessBuilder builder =
        new ProcessBuilder("/usr/bin/setsid", "/bin/sh", "-c", command.getValue())
            .directory(sandbox.toFile())
            .redirectOutput(sandbox.resolve("stdout").toFile())
            .redirectError(sandbox.resolve("stderr").toFile());
    builder.environment().clear();
    for (Variable each : command.getEnvironment().getVariablesList()) {
      builder
          .environment()
          .put(
              each.getName(),
              each.getType() == Variable.Type.SECRET
                  ? each.getSecret().getValue().getData().toStringUtf8()
                  : each.getValue());
    }
    builder.environment().put("PATH", "/usr/bin:/bin");
    builder.environment().put("MESOS_SANDBOX", sandbox.toString());
    builder.environment().put("MESOS_AGENT_ENDPOINT", "127.0.0.5:5051");
    return builder.start();
  }

  int run(CommandInfo command) throws IOException, InterruptedException {
    return start(command).waitFor();
  }

  private void fetch(CommandInfo.URI uri) throws IOException {
    try (InputStream in = URI.create(uri.getValue()).toURL().openStream()) {
      if (uri.getExtract()) {
        unzip(in);
      } else {
        Path to = sandbox.resolve(uri.getOutputFile());
        Files.createDirectories(to.getParent());
        Files.copy(in, to);
      }
    }
  }

  private void unzip(InputStream in) throws IOException {
    try (ZipInputStream zip = new ZipInputStream(in)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path to = sandbox.resolve(entry.getName());
        Files.createDirectories(to.getParent());
        Files.copy(zip, to);
      }
    }
  }

  String output() throws IOException {
    return Files.readString(sandbox.resolve("stdout"));
  }

  String errors() throws IOException {
    return Files.readString(sandbox.resolve("stderr"));
  }
}
