package dev.firesteel.backend.mesos.driver;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.backend.mesos.dispatcher.PrivateFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * What a driver is told to run. It travels in one variable of its task, of Mesos' type SECRET, so
 * that nothing of it is in a command, URI or label: settings and files may be secrets.
 *
 * @param mainClass the user's class
 * @param arguments the user's arguments
 * @param settings all settings; uploaded files are {@code upload:HASH/NAME}, with their aliases
 * @param privateFiles contents of files by the key of the setting whose value is the file's path
 */
public record DriverProgram(
    String mainClass,
    List<String> arguments,
    SortedMap<String, String> settings,
    SortedMap<String, PrivateFile> privateFiles) {
  /** The variable. */
  public static final String VARIABLE = "FIRESTEEL_PROGRAM";

  /** Linux gives 128 KiB to one variable. */
  static final int LONGEST = 96 << 10;

  private static final int FORM = 1;

  /** Copies the collections. */
  public DriverProgram {
    arguments = List.copyOf(arguments);
    settings = copy(settings);
    privateFiles = copy(privateFiles);
  }

  private static <V> SortedMap<String, V> copy(Map<String, V> map) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(map));
  }

  /**
   * The variable's value: letters, digits, {@code +}, {@code /} and {@code =}, at most 96 KiB.
   *
   * @throws FiresteelException (CONFIGURATION) if it would be longer
   */
  public String encoded() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(bytes))) {
      write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory only
    }
    String text = Base64.getEncoder().encodeToString(bytes.toByteArray());
    if (text.length() > LONGEST) {
      throw new FiresteelException(
          ErrorCategory.CONFIGURATION,
          "Cannot run "
              + mainClass
              + " on Mesos: its settings, arguments and private files have "
              + (text.length() >> 10)
              + " KiB when they are packed, and "
              + (LONGEST >> 10)
              + " KiB is the most that a task is told (bring what is long in a file, with --files)");
    }
    return text;
  }

  /**
   * Reads the variable's value.
   *
   * @throws FiresteelException (INTERNAL) if it is none
   */
  public static DriverProgram decoded(String text) {
    try (DataInputStream in =
        new DataInputStream(
            new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(text))))) {
      DriverProgram program = read(in);
      if (in.read() >= 0) { // also compares the checksum
        throw new IOException("something follows it");
      }
      return program;
    } catch (IOException | IllegalArgumentException e) {
      throw new FiresteelException(
          ErrorCategory.INTERNAL,
          "Cannot read what to run from the variable " + VARIABLE + ": " + e.getMessage(),
          e);
    }
  }

  private void write(DataOutputStream out) throws IOException {
    out.writeByte(FORM);
    text(out, mainClass);
    out.writeInt(arguments.size());
    for (String each : arguments) {
      text(out, each);
    }
    out.writeInt(settings.size());
    for (Map.Entry<String, String> each : settings.entrySet()) {
      text(out, each.getKey());
      text(out, each.getValue());
    }
    out.writeInt(privateFiles.size());
    for (Map.Entry<String, PrivateFile> each : privateFiles.entrySet()) {
      text(out, each.getKey());
      text(out, each.getValue().name());
      bytes(out, each.getValue().content());
    }
  }

  private static DriverProgram read(DataInputStream in) throws IOException {
    int form = in.readByte();
    if (form != FORM) {
      throw new IOException("it is of form " + form + ", of another version of Firesteel");
    }
    String mainClass = text(in);
    List<String> arguments = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      arguments.add(text(in));
    }
    SortedMap<String, String> settings = new TreeMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      String key = text(in);
      settings.put(key, text(in));
    }
    SortedMap<String, PrivateFile> privateFiles = new TreeMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      String key = text(in);
      String name = text(in);
      privateFiles.put(key, new PrivateFile(name, bytes(in)));
    }
    return new DriverProgram(mainClass, arguments, settings, privateFiles);
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    bytes(out, text.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(DataInputStream in) throws IOException {
    return new String(bytes(in), StandardCharsets.UTF_8);
  }

  private static void bytes(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static byte[] bytes(DataInputStream in) throws IOException {
    int length = in.readInt();
    byte[] bytes = length < 0 ? new byte[0] : in.readNBytes(length);
    if (bytes.length != length) {
      throw new IOException("it ends too early");
    }
    return bytes;
  }

  /** Without arguments, settings and files, which may hold secrets. */
  @Override
  public String toString() {
    return "DriverProgram[" + mainClass + "]";
  }
}
