package dev.firesteel.backend.mesos.dispatcher.http;

import dev.firesteel.backend.mesos.dispatcher.UploadUri;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;

/** Uploaded files: brought by clients, fetched by agents. */
final class FileRoutes {
  private final UploadDirectory uploads;

  FileRoutes(UploadDirectory uploads) {
    this.uploads = uploads;
  }

  /**
   * Answers clients.
   *
   * @param rest of the path: hash and name
   */
  Answer ofClient(Ask ask, List<String> rest) throws IOException {
    Optional<UploadUri> file = UploadUri.ofPath(String.join("/", rest));
    if (file.isEmpty()) {
      return Answer.sentence(
          400,
          "There are files/HASH/NAME: a SHA-256 in lower case, and up to 100 letters, digits,"
              + " dots, underscores and hyphens");
    }
    return switch (ask.method()) {
      case "HEAD" -> Answer.empty(presence(file.get(), ask));
      case "PUT" -> {
        uploads.put(file.get(), ask.parameter("salt").orElse(""), ask.body());
        if (executable(ask)) {
          uploads.makeExecutable(file.get());
        }
        yield Answer.empty(201);
      }
      default -> Answer.notAllowed("HEAD, PUT");
    };
  }

  /** Answers agents, which need no secret: names cannot be guessed. */
  Answer ofAgent(Ask ask, List<String> rest) throws IOException {
    Optional<UploadUri> file = UploadUri.ofPath(String.join("/", rest));
    if (!ask.method().equals("GET") && !ask.method().equals("HEAD")) {
      return Answer.notAllowed("GET, HEAD");
    }
    if (file.isEmpty() || !has(file.get())) {
      return Answer.empty(404);
    }
    try {
      return Answer.file(uploads.path(file.get().hash(), file.get().name()));
    } catch (NoSuchFileException e) {
      return Answer.empty(404);
    }
  }

  /** 409 if it is there, but not executable as it is wanted. */
  private int presence(UploadUri file, Ask ask) {
    if (!has(file)) {
      return 404;
    }
    return executable(ask) && !uploads.isExecutable(file) ? 409 : 200;
  }

  private static boolean executable(Ask ask) {
    return ask.parameter("executable").equals(Optional.of("true"));
  }

  private boolean has(UploadUri file) {
    return uploads.has(file.hash(), file.name());
  }
}
