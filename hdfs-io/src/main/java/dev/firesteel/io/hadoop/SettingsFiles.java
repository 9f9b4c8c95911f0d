package dev.firesteel.io.hadoop;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.hadoop.conf.Configuration;

/** Hadoop's files of settings. */
final class SettingsFiles {
  private SettingsFiles() {}

  /**
   * Adds those that a directory has.
   *
   * @throws FiresteelException naming the file and line that is malformed
   */
  static void read(Path directory, List<String> names, Configuration configuration) {
    for (String name : names) {
      Path file = directory.resolve(name);
      if (Files.isRegularFile(file)) {
        check(file);
        configuration.addResource(new org.apache.hadoop.fs.Path(file.toUri()));
      }
    }
  }

  /** Before Hadoop does, which logs what it also throws. */
  private static void check(Path file) {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    try (InputStream in = Files.newInputStream(file)) {
      XMLStreamReader reader = factory.createXMLStreamReader(in);
      while (reader.hasNext()) {
        reader.next();
      }
      Configuration alone = new Configuration(false);
      alone.addResource(new org.apache.hadoop.fs.Path(file.toUri()));
      int unused = alone.size();
    } catch (XMLStreamException e) {
      String where = e.getLocation() == null ? "" : " at line " + e.getLocation().getLineNumber();
      throw unusable(file, " is malformed" + where, e);
    } catch (IOException | RuntimeException e) {
      throw unusable(file, ": " + e.getMessage(), e);
    }
  }

  private static FiresteelException unusable(Path file, String problem, Exception cause) {
    return new FiresteelException(
        ErrorCategory.CONFIGURATION,
        "Cannot read Hadoop's settings: " + file + problem + " (mend the file)",
        cause);
  }
}
