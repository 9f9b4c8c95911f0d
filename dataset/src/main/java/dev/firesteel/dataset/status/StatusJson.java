package dev.firesteel.dataset.status;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Writes a status for programs, as JSON (RFC 8259) in one line. */
final class StatusJson {
  private final StringBuilder json = new StringBuilder();

  private StatusJson() {}

  static String of(SessionStatus status) {
    StatusJson writer = new StatusJson();
    writer.object(() -> writer.session(status));
    return writer.json.toString();
  }

  private void session(SessionStatus status) {
    field("state", word(status.state()));
    array("jobs", status.jobs(), this::job);
    array("executors", status.executors(), this::executor);
    array("demand", status.demand(), this::demand);
    locality(status.locality());
    name("lostWork");
    object(() -> lostWork(status.lostWork()));
  }

  private void lostWork(LostWork lost) {
    field("failedAttempts", lost.failedAttempts());
    field("lostAttempts", lost.lostAttempts());
    field("fetchFailures", lost.fetchFailures());
    field("redoneTasks", lost.redoneTasks());
    field("copies", lost.copies());
    field("lostExecutors", lost.lostExecutors());
  }

  private void job(JobStatus job) {
    field("job", job.job().toString());
    field("description", job.description());
    field("pool", job.options().pool());
    field("group", job.options().group());
    name("tags");
    list(List.copyOf(job.options().tags()), this::string);
    job.options().timeout().ifPresent(limit -> field("timeoutMillis", limit.toMillis()));
    field("ageMillis", job.age().toMillis());
    field("answered", job.answered());
    field("partitions", job.partitions());
    array("stages", job.stages(), this::stage);
    locality(job.locality());
  }

  private void stage(StageStatus stage) {
    TaskCounts tasks = stage.tasks();
    field("stage", stage.stage().toString());
    field("name", stage.name());
    field("state", word(stage.state()));
    field("tasks", tasks.total());
    field("pending", tasks.pending());
    field("running", tasks.running());
    field("done", tasks.done());
    field("failedAttempts", tasks.failedAttempts());
    field("heldBack", stage.heldBack());
    array("waits", stage.waits(), this::reason);
    locality(stage.locality());
  }

  private void locality(LocalityStatus locality) {
    array("locality", List.copyOf(locality.levels().entrySet()), this::level);
    array("notLocal", List.copyOf(locality.notLocal().entrySet()), this::notLocal);
  }

  private void level(Map.Entry<InputLocality, LocalityStatus.Amount> level) {
    field("level", word(level.getKey()));
    field("tasks", level.getValue().tasks());
    field("bytes", level.getValue().bytes());
  }

  private void notLocal(Map.Entry<NotLocalReason, Long> reason) {
    field("reason", word(reason.getKey()));
    field("tasks", reason.getValue());
  }

  private void executor(ExecutorStatus executor) {
    field("executor", executor.executor().value());
    field("host", executor.host().toString());
    field("state", executor.state());
    field("slots", executor.slots());
    field("running", executor.running());
    field("queued", executor.queued());
    field("excluded", executor.excluded());
  }

  private void demand(DemandStatus demand) {
    field("profile", demand.profile().toString());
    field("executor", demand.executor());
    field("wanted", demand.wanted());
    field("ready", demand.ready());
    field("starting", demand.starting());
    field("missing", demand.missing());
    array("reasons", demand.reasons(), this::reason);
  }

  private void reason(WaitReason reason) {
    field("why", reason.why());
    field("count", reason.count());
  }

  private <T> void array(String name, List<T> items, Consumer<T> fields) {
    name(name);
    list(items, item -> object(() -> fields.accept(item)));
  }

  private <T> void list(List<T> items, Consumer<T> write) {
    json.append('[');
    for (T item : items) {
      comma();
      write.accept(item);
    }
    json.append(']');
  }

  private void object(Runnable fields) {
    json.append('{');
    fields.run();
    json.append('}');
  }

  private void field(String name, Optional<String> text) {
    text.ifPresent(there -> field(name, there));
  }

  private void field(String name, String text) {
    name(name);
    string(text);
  }

  private void field(String name, long number) {
    name(name);
    json.append(number);
  }

  private void name(String name) {
    comma();
    string(name);
    json.append(':');
  }

  private void comma() {
    char last = json.charAt(json.length() - 1);
    if (last != '{' && last != '[') {
      json.append(',');
    }
  }

  private void string(String text) {
    json.append('"');
    text.chars()
        .forEach(
            c -> {
              switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\n' -> json.append("\\n");
                default -> {
                  if (c < 0x20) {
                    json.append(String.format(Locale.ROOT, "\\u%04x", c));
                  } else {
                    json.append((char) c);
                  }
                }
              }
            });
    json.append('"');
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
