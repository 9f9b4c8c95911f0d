package dev.firesteel.backend.mesos.dispatcher.http;

import dev.firesteel.api.error.FiresteelException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** Which request is for whom; clients must know the secret, but to find out who answers. */
final class Routes {
  private final Doorkeeper doorkeeper;
  private final Supplier<About> about;
  private final DriverRoutes drivers;
  private final FileRoutes files;
  private final ServiceJson json;

  Routes(
      Doorkeeper doorkeeper,
      Supplier<About> about,
      DriverRoutes drivers,
      FileRoutes files,
      ServiceJson json) {
    this.doorkeeper = doorkeeper;
    this.about = about;
    this.drivers = drivers;
    this.files = files;
    this.json = json;
  }

  /**
   * Answers.
   *
   * @param authorization the header of that name, or the empty text
   */
  Answer answer(Ask ask, String authorization) throws IOException {
    List<String> path = Arrays.asList(ask.path().split("/", -1));
    if (path.get(0).equals("files")) {
      return files.ofAgent(ask, path.subList(1, path.size()));
    }
    if (!path.get(0).equals("v1")) {
      return Answer.sentence(404, "This is a dispatcher of Firesteel, whose API is at /v1");
    }
    if (!doorkeeper.admits(authorization)) {
      if (path.size() == 1 && ask.method().equals("GET")) {
        return Answer.json(200, json.write(about.get().forStrangers()));
      }
      return Answer.sentence(
              401, "The dispatcher wants its secret (" + ServiceKeys.SECRET_FILE + ")")
          .with("WWW-Authenticate", "Bearer realm=\"" + About.NAME + "\"");
    }
    Answer answer = ofClient(ask, path);
    ask.drain();
    return answer;
  }

  private Answer ofClient(Ask ask, List<String> path) throws IOException {
    try {
      if (path.size() == 1) {
        return ask.method().equals("GET")
            ? Answer.json(200, json.write(about.get()))
            : Answer.notAllowed("GET");
      }
      List<String> rest = path.subList(2, path.size());
      return switch (path.get(1)) {
        case "drivers" -> drivers.answer(ask, rest);
        case "files" -> files.ofClient(ask, rest);
        default -> Answer.sentence(404, "There are /v1/drivers and /v1/files");
      };
    } catch (FiresteelException e) {
      return Answer.failure(e);
    }
  }
}
