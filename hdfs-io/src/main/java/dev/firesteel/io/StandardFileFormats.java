package dev.firesteel.io;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.split.FileFormats;
import dev.firesteel.api.split.InputFormat;
import dev.firesteel.api.split.OutputFormat;
import dev.firesteel.io.storage.Location;
import dev.firesteel.io.storage.PathResolver;
import dev.firesteel.io.storage.Search;
import dev.firesteel.io.text.FileSplit;
import dev.firesteel.io.text.TextInput;
import dev.firesteel.io.text.TextOutput;
import java.util.List;

/** Text files on local disks and on every Hadoop file system. */
public final class StandardFileFormats implements FileFormats {
  @Override
  public InputFormat<String, FileSplit> text(String paths, int minSplits, Config config) {
    PathResolver resolver = new PathResolver(config);
    List<Location> locations = Search.paths(paths).stream().map(resolver::resolve).toList();
    if (locations.isEmpty()) {
      throw new FiresteelException(
          ErrorCategory.USER, "Cannot read text files: no path is given (name at least one)");
    }
    return new TextInput(locations, minSplits, resolver.storages());
  }

  @Override
  public OutputFormat<Object> textOutput(String path, Config config) {
    PathResolver resolver = new PathResolver(config);
    Location target = resolver.resolve(path);
    return new TextOutput(target, config.get(IoKeys.OUTPUT_COMPRESSION), resolver.storages());
  }
}
