package dev.firesteel.devcluster;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes Hadoop's settings into the files where Hadoop looks for them. */
final class SiteFiles {
  private SiteFiles() {}

  /** Writes each setting into the file to which its name belongs. */
  static void write(Path directory, Map<String, String> settings) throws IOException {
    Files.createDirectories(directory);
    write(directory, "core-site.xml", settings);
    write(directory, "hdfs-site.xml", settings);
    write(directory, "yarn-site.xml", settings);
    write(directory, "capacity-scheduler.xml", settings);
  }

  private static void write(Path directory, String file, Map<String, String> settings)
      throws IOException {
    try (Writer to = Files.newBufferedWriter(directory.resolve(file))) {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(to);
      xml.writeStartDocument();
      xml.writeCharacters("\n");
      xml.writeStartElement("configuration");
      for (Map.Entry<String, String> setting : new TreeMap<>(settings).entrySet()) {
        if (fileOf(setting.getKey()).equals(file)) {
          xml.writeCharacters("\n  ");
          xml.writeStartElement("property");
          element(xml, "name", setting.getKey());
          element(xml, "value", setting.getValue());
          xml.writeEndElement();
        }
      }
      xml.writeCharacters("\n");
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IOException("Cannot write " + directory.resolve(file), e);
    }
  }

  private static void element(XMLStreamWriter xml, String name, String text)
      throws XMLStreamException {
    xml.writeStartElement(name);
    xml.writeCharacters(text);
    xml.writeEndElement();
  }

  private static String fileOf(String key) {
    if (key.startsWith("dfs.")) {
      return "hdfs-site.xml";
    }
    if (key.startsWith("yarn.scheduler.capacity.")) {
      return "capacity-scheduler.xml";
    }
    return key.startsWith("yarn.") ? "yarn-site.xml" : "core-site.xml";
  }
}
