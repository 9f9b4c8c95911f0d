package dev.firesteel.io;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.split.FileFormats;
import dev.firesteel.api.split.InputFormat;
import dev.firesteel.api.split.OutputFormat;
import dev.firesteel.api.split.SaveOptions;
import dev.firesteel.api.split.SequenceOptions;
import dev.firesteel.api.split.StoredDirectory;
import dev.firesteel.api.split.TextForm;
import dev.firesteel.io.blocks.BlockInput;
import dev.firesteel.io.blocks.BlockOutput;
import dev.firesteel.io.blocks.BlockSplit;
import dev.firesteel.io.blocks.WholeInput;
import dev.firesteel.io.codec.Compression;
import dev.firesteel.io.hadoop.HadoopSettings;
import dev.firesteel.io.input.FileSplit;
import dev.firesteel.io.output.CommitterChoice;
import dev.firesteel.io.output.OutputKeys;
import dev.firesteel.io.output.OutputTarget;
import dev.firesteel.io.records.RecordInput;
import dev.firesteel.io.records.RecordOutput;
import dev.firesteel.io.sequence.SequenceInput;
import dev.firesteel.io.sequence.SequenceOutput;
import dev.firesteel.io.storage.HadoopKeys;
import dev.firesteel.io.storage.HadoopSource;
import dev.firesteel.io.storage.KeptStorages;
import dev.firesteel.io.storage.Location;
import dev.firesteel.io.storage.PathResolver;
import dev.firesteel.io.storage.Search;
import dev.firesteel.io.storage.StorageErrors;
import dev.firesteel.io.storage.Storages;
import dev.firesteel.io.text.TextInput;
import dev.firesteel.io.text.TextOutput;
import dev.firesteel.io.whole.BinaryFileInput;
import dev.firesteel.io.whole.TextFileInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All kinds of files that have a name in a session, on local disks and on every Hadoop file system.
 */
public final class StandardFileFormats implements FileFormats {
  private final KeptStorages kept = new KeptStorages();

  @Override
  public InputFormat<String, FileSplit> text(
      String paths, int minSplits, TextForm form, Config config) {
    PathResolver resolver = new PathResolver(config, kept);
    return new TextInput(all("text", paths, resolver), minSplits, form, resolver.storages());
  }

  private static List<Location> all(String kind, String paths, PathResolver resolver) {
    List<Location> locations = Search.paths(paths).stream().map(resolver::resolve).toList();
    if (locations.isEmpty()) {
      throw new FiresteelException(
          ErrorCategory.USER,
          "Cannot read " + kind + " files: no path is given (name at least one)");
    }
    return locations;
  }

  @Override
  public Map<String, String> settingsOfMachine(Config config) {
    HadoopSource source = HadoopSource.of(config);
    Map<String, String> settings = new TreeMap<>();
    if (source.directory().isPresent()) {
      HadoopSettings.ofFiles(source)
          .forEach((key, value) -> settings.put(HadoopKeys.PREFIX + key, value));
    }
    return settings;
  }

  @Override
  public OutputFormat<Object> textOutput(String path, SaveOptions options, Config config) {
    return new TextOutput(
        target(path, options, config), compression(options, config), options.textForm());
  }

  private static Compression compression(SaveOptions options, Config config) {
    return options
        .compression()
        .map(Compression::named)
        .orElseGet(() -> config.get(IoKeys.OUTPUT_COMPRESSION));
  }

  private OutputTarget target(String path, SaveOptions options, Config config) {
    PathResolver resolver = new PathResolver(config, kept);
    Location directory = resolver.resolve(path);
    CommitterChoice choice = config.get(OutputKeys.COMMITTER);
    Storages storages =
        choice == CommitterChoice.HADOOP ? resolver.storagesOfHadoop() : resolver.storages();
    return new OutputTarget(
        directory, options.ifExists(), choice.of(directory, storages), storages);
  }

  @Override
  public InputFormat<Map.Entry<String, String>, FileSplit> wholeTexts(
      String paths, Charset charset, int minSplits, Config config) {
    PathResolver resolver = new PathResolver(config, kept);
    return new TextFileInput(all("text", paths, resolver), charset, minSplits, resolver.storages());
  }

  @Override
  public InputFormat<Map.Entry<String, byte[]>, FileSplit> wholeFiles(
      String paths, int minSplits, Config config) {
    PathResolver resolver = new PathResolver(config, kept);
    return new BinaryFileInput(all("binary", paths, resolver), minSplits, resolver.storages());
  }

  @Override
  public InputFormat<byte[], FileSplit> records(
      String paths, int length, int minSplits, Config config) {
    PathResolver resolver = new PathResolver(config, kept);
    return new RecordInput(all("binary", paths, resolver), length, minSplits, resolver.storages());
  }

  @Override
  public OutputFormat<Object> recordOutput(
      String path, int length, SaveOptions options, Config config) {
    return new RecordOutput(target(path, options, config), length, compression(options, config));
  }

  @Override
  public <K, V> InputFormat<Map.Entry<K, V>, FileSplit> sequences(
      String paths, Class<K> keyClass, Class<V> valueClass, int minSplits, Config config) {
    PathResolver resolver = new PathResolver(config, kept);
    return new SequenceInput<>(
        all("sequence", paths, resolver), keyClass, valueClass, minSplits, resolver.storages());
  }

  @Override
  public <K extends @Nullable Object, V extends @Nullable Object>
      OutputFormat<Map.Entry<K, V>> sequenceOutput(
          String path, SequenceOptions form, SaveOptions options, Config config) {
    return new SequenceOutput<>(target(path, options, config), form, compression(options, config));
  }

  @Override
  public InputFormat<byte[], BlockSplit> blocks(String paths, Config config) {
    PathResolver resolver = new PathResolver(config, kept);
    return new BlockInput(all("object", paths, resolver), resolver.storages());
  }

  @Override
  public OutputFormat<byte[]> blockOutput(String path, SaveOptions options, Config config) {
    options.compression().ifPresent(StandardFileFormats::refuseCompression);
    return new BlockOutput(target(path, options, config));
  }

  private static void refuseCompression(String codec) {
    if (Compression.named(codec) != Compression.NONE) {
      throw new FiresteelException(
          ErrorCategory.USER,
          "Cannot compress object files with "
              + codec
              + ": they are not compressed (leave the compression out of the SaveOptions)");
    }
  }

  @Override
  public InputFormat<byte[], BlockSplit> wholeOutput(
      String path, int partitions, String what, Config config) {
    PathResolver resolver = new PathResolver(config, kept);
    Location directory = resolver.resolve(path);
    return new WholeInput(directory, partitions, what, resolver.storages());
  }

  @Override
  public InputStream open(String path, Config config) {
    PathResolver resolver = new PathResolver(config, kept);
    Location file = resolver.resolve(path);
    try {
      return resolver.storages().of(file).open(file, 0);
    } catch (IOException e) {
      throw StorageErrors.explain("read", file, e);
    }
  }

  @Override
  public StoredDirectory directory(String path, Config config) {
    PathResolver resolver = new PathResolver(config, kept);
    Location directory = resolver.resolve(path);
    return new OwnDirectory(directory, resolver.storages());
  }

  @Override
  public void close() {
    kept.close();
  }
}
