package dev.firesteel.mesos.test;

import dev.firesteel.mesos.test.http.HttpReply;
import dev.firesteel.mesos.test.http.HttpReply.Header;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The files of an agent's sandboxes, by their real paths or by {@code /frameworks/...}. */
final class SandboxFiles {
  /** So much is read at once: 16 pages. */
  private static final int MOST = 65_536;

  private final Path root;
  private final Path ofAgent;

  /**
   * Creates it.
   *
   * @param root what is outside is not shown
   * @param ofAgent where {@code /frameworks} is
   */
  SandboxFiles(Path root, Path ofAgent) {
    this.root = root;
    this.ofAgent = ofAgent;
  }

  private Optional<Path> find(Map<String, String> query) {
    String path = query.getOrDefault("path", "");
    Path file =
        path.startsWith("/frameworks/")
            ? ofAgent.resolve(path.substring(1))
            : Path.of(path.isEmpty() ? "/" : path);
    try {
      Path real = file.toRealPath();
      return real.startsWith(root.toRealPath()) ? Optional.of(real) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static HttpReply notFound() {
    return HttpReply.text(404, "");
  }

  HttpReply browse(Map<String, String> query) {
    Optional<Path> directory = find(query).filter(Files::isDirectory);
    if (directory.isEmpty()) {
      return notFound();
    }
    List<Object> entries = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory.get())) {
      for (Path each : files.sorted().toList()) {
        entries.add(entry(query.get("path") + "/" + each.getFileName(), each));
      }
    } catch (IOException e) {
      return notFound();
    }
    return OperatorAnswers.json(entries);
  }

  private static Map<String, Object> entry(String path, Path file) throws IOException {
    PosixFileAttributes attributes = Files.readAttributes(file, PosixFileAttributes.class);
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("gid", attributes.group().getName());
    entry.put(
        "mode",
        (attributes.isDirectory() ? "d" : "-")
            + PosixFilePermissions.toString(attributes.permissions()));
    entry.put("mtime", Math.floor(attributes.lastModifiedTime().toMillis() / 1000.0));
    entry.put("nlink", attributes.isDirectory() ? 2 : 1);
    entry.put("path", path);
    entry.put("size", attributes.size());
    entry.put("uid", attributes.owner().getName());
    return entry;
  }

  HttpReply read(Map<String, String> query) {
    Optional<Path> file = find(query).filter(Files::isRegularFile);
    if (file.isEmpty()) {
      return notFound();
    }
    long offset;
    long length;
    try {
      offset = Long.parseLong(query.getOrDefault("offset", "-1"));
      length = Long.parseLong(query.getOrDefault("length", Integer.toString(MOST)));
    } catch (NumberFormatException e) {
      return HttpReply.text(400, "Failed to parse offset or length");
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    try (SeekableByteChannel channel = Files.newByteChannel(file.get())) {
      if (offset < 0) {
        answer.put("data", "");
        answer.put("offset", channel.size());
      } else {
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(Math.max(0, length), MOST));
        channel.position(offset);
        while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
          // until full, or the end
        }
        answer.put(
            "data", new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8));
        answer.put("offset", offset);
      }
    } catch (IOException e) {
      return notFound();
    }
    return OperatorAnswers.json(answer);
  }

  HttpReply download(Map<String, String> query) {
    Optional<Path> file = find(query).filter(Files::isRegularFile);
    if (file.isEmpty()) {
      return notFound();
    }
    try {
      byte[] body = Files.readAllBytes(file.get());
      return new HttpReply.Whole(
          200,
          List.of(
              new Header("Content-Length", Integer.toString(body.length)),
              new Header("Content-Disposition", "attachment; filename=" + file.get().getFileName()),
              new Header("Content-Type", "application/octet-stream")),
          body);
    } catch (IOException e) {
      return notFound();
    }
  }
}
