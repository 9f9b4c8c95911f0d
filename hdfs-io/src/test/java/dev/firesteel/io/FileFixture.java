package dev.firesteel.io;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.split.Cursor;
import dev.firesteel.api.split.FileFormats;
import dev.firesteel.api.split.InputFormat;
import dev.firesteel.api.split.InputSplit;
import dev.firesteel.api.split.OutputFormat;
import dev.firesteel.api.split.PartitionWriter;
import dev.firesteel.api.split.PlanContext;
import dev.firesteel.api.split.ReadContext;
import dev.firesteel.api.split.SaveOptions;
import dev.firesteel.api.split.SplitInput;
import dev.firesteel.api.split.SplitOutput;
import dev.firesteel.api.split.TextForm;
import dev.firesteel.api.split.WriteContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** Reads and writes text as the engine does: formats and splits travel serialized. */
public final class FileFixture {
  /** Where files are: on the same disk, by way of this room's own code or of Hadoop's. */
  public enum Way {
    /** {@code file:}, without Hadoop. */
    LOCAL,
    /** {@code tested:}, a Hadoop file system over the same files. */
    HADOOP
  }

  private final Way way;
  private final Path root;
  private final Map<String, String> settings = new TreeMap<>();
  private SaveOptions options = SaveOptions.DEFAULT;
  private String job = "job-7";

  /** Files under a directory. */
  public FileFixture(Way way, Path root) {
    this.way = way;
    this.root = root;
    if (way == Way.HADOOP) {
      set("firesteel.hadoop.fs.tested.impl", TestedFileSystem.class.getName());
    }
  }

  /** Changes a setting. */
  public FileFixture set(String key, String value) {
    settings.put(key, value);
    return this;
  }

  /** Changes how outputs are saved. */
  public FileFixture saving(SaveOptions with) {
    options = with;
    return this;
  }

  /** Changes the name of the saves that follow. */
  public FileFixture as(String otherJob) {
    job = otherJob;
    return this;
  }

  /** The settings. */
  public Config config() {
    return Config.of(settings);
  }

  /** The name of a file for the formats. */
  public String name(String relative) {
    return scheme() + path(relative);
  }

  private String scheme() {
    return way == Way.LOCAL ? "file:" : "tested:";
  }

  /** The file itself. */
  public Path path(String relative) {
    return root.resolve(relative);
  }

  /** Writes a file. */
  public FileFixture file(String relative, String content) throws IOException {
    return file(relative, content.getBytes(UTF_8));
  }

  /** Writes a file. */
  public FileFixture file(String relative, byte[] content) throws IOException {
    Files.createDirectories(path(relative).getParent());
    Files.write(path(relative), content);
    return this;
  }

  /** The formats, as the engine finds them. */
  public static FileFormats formats() {
    return ServiceLoader.load(FileFormats.class).findFirst().orElseThrow();
  }

  /** All lines of what a relative path names. */
  public List<String> lines(String relative, int minSplits) throws Exception {
    return read(name(relative), minSplits).stream().flatMap(List::stream).toList();
  }

  /** All records of what a relative path names. */
  public List<String> records(String relative, int minSplits, TextForm form) throws Exception {
    return read(formats().text(name(relative), minSplits, form, config())).stream()
        .flatMap(List::stream)
        .toList();
  }

  /** The lines of each split. */
  public List<List<String>> read(String paths, int minSplits) throws Exception {
    return read(formats().text(paths, minSplits, config()));
  }

  private <S extends InputSplit> List<List<String>> read(InputFormat<String, S> driver)
      throws Exception {
    InputFormat<String, S> executor = copy(driver);
    List<List<String>> all = new ArrayList<>();
    for (S split : driver.plan(new PlanContext(config(), 2))) {
      all.add(lines(executor, executor.read(input(driver, split))));
    }
    return all;
  }

  /** The splits planned. */
  public List<? extends InputSplit> plan(String paths, int minSplits) throws IOException {
    return formats().text(paths, minSplits, config()).plan(new PlanContext(config(), 2));
  }

  private <S extends InputSplit> List<String> lines(InputFormat<String, S> format, S split)
      throws Exception {
    List<String> pushed = new ArrayList<>();
    try (Cursor<String> cursor = format.open(split, new TaskRead())) {
      cursor.forEachRemaining(pushed::add);
    }
    List<String> pulled = new ArrayList<>();
    try (Cursor<String> cursor = format.open(split, new TaskRead())) {
      while (cursor.advance(pulled::add)) {
        // one by one
      }
    }
    if (!pushed.equals(pulled)) {
      throw new AssertionError("pushed " + pushed + " but pulled " + pulled);
    }
    return pushed;
  }

  /** The format of an output. */
  public OutputFormat<Object> output(String relative) throws Exception {
    return outputAt(path(relative).toString());
  }

  /** The format of an output at any path. */
  public OutputFormat<Object> outputAt(String path) {
    return formats().textOutput(scheme() + path, options, config());
  }

  /** What all steps of a save know. */
  public WriteContext save(int partitions) {
    return new WriteContext(config(), job, partitions);
  }

  /** Saves partitions as the engine does. */
  public void write(String relative, List<? extends List<?>> partitions) throws Exception {
    writeTo(name(relative), partitions);
  }

  /** Saves partitions to a path as the engine does. */
  public void writeTo(String path, List<? extends List<?>> partitions) throws Exception {
    OutputFormat<Object> driver = formats().textOutput(path, options, config());
    WriteContext context = save(partitions.size());
    driver.prepare(context);
    OutputFormat<Object> executor = copy(driver);
    List<byte[]> commits = new ArrayList<>();
    for (int i = 0; i < partitions.size(); i++) {
      PartitionWriter<Object> writer = executor.open(i, 0, context);
      for (Object element : partitions.get(i)) {
        writer.accept(element);
      }
      commits.add(writer.commit());
    }
    driver.commit(commits, context);
  }

  /** What an executor gets of a serializable object. */
  @SuppressWarnings("unchecked")
  public static <T> T copy(T object) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(object);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (T) in.readObject();
    }
  }

  /** A split as an executor gets it. */
  public static <S extends InputSplit> S travelled(
      InputFormat<?, S> driver, InputFormat<?, S> executor, S split) throws IOException {
    return executor.read(input(driver, split));
  }

  private static <S extends InputSplit> SplitInput input(InputFormat<?, S> format, S split)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    format.write(split, delegate(SplitOutput.class, new DataOutputStream(bytes)));
    return delegate(
        SplitInput.class, new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
  }

  private static <T> T delegate(Class<T> type, Object data) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) ->
                data.getClass()
                    .getMethod(method.getName(), method.getParameterTypes())
                    .invoke(data, arguments)));
  }

  /** What a task's reader is told. */
  public ReadContext reading() {
    return new TaskRead();
  }

  private final class TaskRead implements ReadContext {
    @Override
    public Config config() {
      return FileFixture.this.config();
    }

    @Override
    public boolean cancelled() {
      return false;
    }

    @Override
    public void bytesRead(long bytes) {}
  }
}
