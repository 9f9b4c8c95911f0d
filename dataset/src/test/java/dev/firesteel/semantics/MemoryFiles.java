package dev.firesteel.semantics;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.split.Cursor;
import dev.firesteel.api.split.FileFormats;
import dev.firesteel.api.split.IfExists;
import dev.firesteel.api.split.InputFormat;
import dev.firesteel.api.split.InputSplit;
import dev.firesteel.api.split.OutputFormat;
import dev.firesteel.api.split.PartitionWriter;
import dev.firesteel.api.split.PlanContext;
import dev.firesteel.api.split.ReadContext;
import dev.firesteel.api.split.SaveOptions;
import dev.firesteel.api.split.SequenceOptions;
import dev.firesteel.api.split.SplitInput;
import dev.firesteel.api.split.SplitOutput;
import dev.firesteel.api.split.StoredDirectory;
import dev.firesteel.api.split.TextForm;
import dev.firesteel.api.split.WriteContext;
import dev.firesteel.dataset.step.Cursors;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Files of blocks in memory, for tests in this JVM without the room that has real ones. */
public final class MemoryFiles implements FileFormats {
  /** Committed outputs by path: the blocks of each partition. */
  static final Map<String, List<List<byte[]>>> OUTPUTS = new ConcurrentSkipListMap<>();

  /** The paths of outputs that were given up. */
  static final List<String> ABORTED = new CopyOnWriteArrayList<>();

  /** What attempts wrote, by name. */
  private static final Map<String, List<byte[]>> ATTEMPTS = new ConcurrentHashMap<>();

  /** Runs something that finds these formats and no others. */
  static void around(Runnable test) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader(before));
    try {
      test.run();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** What is found through this loader's services besides all that the parent has. */
  private static ClassLoader loader(ClassLoader parent) {
    return new ClassLoader(parent) {
      @Override
      public Enumeration<URL> getResources(String name) throws IOException {
        if (!name.equals("META-INF/services/" + FileFormats.class.getName())) {
          return super.getResources(name);
        }
        return Collections.enumeration(List.of(text(MemoryFiles.class.getName())));
      }
    };
  }

  private static URL text(String content) throws IOException {
    return new URL(
        null,
        "memory:services",
        new URLStreamHandler() {
          @Override
          protected URLConnection openConnection(URL url) {
            return new URLConnection(url) {
              @Override
              public void connect() {}

              @Override
              public InputStream getInputStream() {
                return new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
              }
            };
          }
        });
  }

  @Override
  public InputFormat<String, ? extends InputSplit> text(
      String paths, int minSplits, TextForm form, Config config) {
    throw new UnsupportedOperationException();
  }

  @Override
  public OutputFormat<Object> textOutput(String path, SaveOptions options, Config config) {
    throw new UnsupportedOperationException();
  }

  @Override
  public InputFormat<Map.Entry<String, String>, Part> wholeTexts(
      String paths, Charset charset, int minSplits, Config config) {
    throw new UnsupportedOperationException();
  }

  @Override
  public InputFormat<Map.Entry<String, byte[]>, Part> wholeFiles(
      String paths, int minSplits, Config config) {
    throw new UnsupportedOperationException();
  }

  @Override
  public InputFormat<byte[], Part> records(String paths, int length, int minSplits, Config config) {
    throw new UnsupportedOperationException();
  }

  @Override
  public OutputFormat<Object> recordOutput(
      String path, int length, SaveOptions options, Config config) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <K, V> InputFormat<Map.Entry<K, V>, Part> sequences(
      String paths, Class<K> keyClass, Class<V> valueClass, int minSplits, Config config) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <K extends @Nullable Object, V extends @Nullable Object>
      OutputFormat<Map.Entry<K, V>> sequenceOutput(
          String path, SequenceOptions form, SaveOptions options, Config config) {
    throw new UnsupportedOperationException();
  }

  @Override
  public InputFormat<byte[], Part> blocks(String paths, Config config) {
    return new Input(paths, paths);
  }

  @Override
  public InputFormat<byte[], Part> wholeOutput(
      String path, int partitions, String what, Config config) {
    return new Input(path, what + " " + path);
  }

  @Override
  public OutputFormat<byte[]> blockOutput(String path, SaveOptions options, Config config) {
    return new Output(path, options.ifExists());
  }

  @Override
  public InputStream open(String path, Config config) {
    throw new UnsupportedOperationException();
  }

  @Override
  public StoredDirectory directory(String path, Config config) {
    return new Directory(path);
  }

  record Directory(String uri) implements StoredDirectory {
    @Override
    public String child(String name) {
      return uri + "/" + name;
    }

    @Override
    public boolean local() {
      return true;
    }

    @Override
    public void delete() {
      OUTPUTS.keySet().removeIf(path -> path.equals(uri) || path.startsWith(uri + "/"));
    }
  }

  record Part(String path, int number) implements InputSplit {
    @Override
    public List<String> files() {
      return List.of(path + "/part-" + number);
    }
  }

  record Input(String path, String describe) implements InputFormat<byte[], Part> {
    @Override
    public List<Part> plan(PlanContext context) {
      List<Part> parts = new ArrayList<>();
      for (int i = 0; i < output().size(); i++) {
        parts.add(new Part(path, i));
      }
      return parts;
    }

    private List<List<byte[]>> output() {
      List<List<byte[]>> output = OUTPUTS.get(path);
      if (output == null) {
        throw new FiresteelException(
            ErrorCategory.INPUT_OUTPUT, "Cannot read " + describe + ": it does not exist");
      }
      return output;
    }

    @Override
    public void write(Part split, SplitOutput out) throws IOException {
      out.writeInt(split.number);
    }

    @Override
    public Part read(SplitInput in) throws IOException {
      return new Part(path, in.readInt());
    }

    @Override
    public Cursor<byte[]> open(Part split, ReadContext context) {
      return Cursors.of(output().get(split.number).iterator());
    }
  }

  record Output(String path, IfExists ifExists) implements OutputFormat<byte[]> {
    @Override
    public void prepare(WriteContext context) {
      if (ifExists == IfExists.FAIL && OUTPUTS.containsKey(path)) {
        throw new FiresteelException(
            ErrorCategory.INPUT_OUTPUT, "Cannot write to " + path + ": it exists already");
      }
    }

    @Override
    public PartitionWriter<byte[]> open(int partition, long attempt, WriteContext context) {
      List<byte[]> blocks = new ArrayList<>();
      String name = path + "#" + partition + "." + attempt;
      return new PartitionWriter<>() {
        @Override
        public void accept(byte[] block) {
          blocks.add(block);
        }

        @Override
        public byte[] commit() {
          ATTEMPTS.put(name, blocks);
          return name.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public void abort() {}
      };
    }

    @Override
    public void commit(List<byte[]> commits, WriteContext context) {
      OUTPUTS.put(
          path,
          commits.stream()
              .map(name -> ATTEMPTS.remove(new String(name, StandardCharsets.UTF_8)))
              .toList());
    }

    @Override
    public Optional<String> replaces() {
      return Optional.of(path).filter(any -> ifExists == IfExists.OVERWRITE);
    }

    @Override
    public void abort(WriteContext context) throws IOException {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedIOException("as file systems do");
      }
      OUTPUTS.remove(path);
      ABORTED.add(path);
    }

    @Override
    public String describe() {
      return "blocks " + path;
    }
  }
}
