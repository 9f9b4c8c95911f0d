package dev.firesteel.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import dev.firesteel.api.split.FileFormats;
import dev.firesteel.io.FileFixture.Way;
import dev.firesteel.io.codec.Compression;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import net.jpountz.lz4.LZ4Factory;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xerial.snappy.Snappy;

/** Local files need no Hadoop class: not one is loaded. */
final class WithoutHadoopTest {
  /** Runs in a class loader that has no Hadoop. */
  public static final class RoundTrip implements Function<Path, List<String>> {
    @Override
    public List<String> apply(Path root) {
      try {
        List<String> lines = List.of();
        for (Compression each : Compression.values()) {
          String compression = each.name().toLowerCase(Locale.ROOT);
          FileFixture files = new FileFixture(Way.LOCAL, root);
          files.set("firesteel.io.output-compression", compression);
          files.write(compression, List.of(List.of("a", "b"), List.of("c")));
          lines = files.lines("{%s,none}/part-*%s".formatted(compression, each.extension()), 0);
          if (!lines.equals(List.of("a", "b", "c"))) {
            return lines;
          }
        }
        return lines;
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @TempDir Path root;

  @Test
  @SuppressWarnings("unchecked")
  void localFilesAreWrittenAndReadWithoutAHadoopClass() throws Exception {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    URL[] path = {
      place(FileFormats.class),
      place(StandardFileFormats.class),
      place(WithoutHadoopTest.class),
      place(Zstd.class),
      place(LZ4Factory.class),
      place(Snappy.class),
      place(BZip2CompressorOutputStream.class)
    };
    try (URLClassLoader loader = new URLClassLoader(path, ClassLoader.getPlatformClassLoader())) {
      Thread.currentThread().setContextClassLoader(loader);
      assertThatThrownBy(() -> loader.loadClass(FileSystem.class.getName()))
          .isInstanceOf(ClassNotFoundException.class);
      Function<Path, List<String>> roundTrip =
          (Function<Path, List<String>>)
              loader.loadClass(RoundTrip.class.getName()).getConstructor().newInstance();
      assertThat(roundTrip.apply(root)).containsExactly("a", "b", "c");
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  private static URL place(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }
}
