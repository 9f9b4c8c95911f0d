package dev.firesteel.backend.mesos.dispatcher.run;

import dev.firesteel.api.backend.LocalizedFiles;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A user's program: says what it finds, and ends as its first word says. */
public final class ProbeMain {
  private ProbeMain() {}

  /** Ends as it is told. */
  public static void main(String[] words) throws Exception {
    switch (words[0]) {
      case "look" -> look(words);
      case "words" -> words(words);
      case "throw" -> throw new IOException("no such thing");
      case "cancelled" -> throw new FiresteelException(ErrorCategory.CANCELLED, "by bob");
      case "exit" -> System.exit(Integer.parseInt(words[1]));
      case "exhaust" -> System.out.println(new long[Integer.MAX_VALUE - 8].length);
      case "wait" -> {
        System.out.println("waiting");
        new CountDownLatch(1).await();
      }
      default -> throw new IllegalArgumentException(words[0]);
    }
  }

  /** A jar that holds it. */
  public static byte[] jar() throws IOException {
    String entry = ProbeMain.class.getName().replace('.', '/') + ".class";
    try (InputStream in = ProbeMain.class.getClassLoader().getResourceAsStream(entry)) {
      return zip(entry, in.readAllBytes());
    }
  }

  static byte[] zip(String name, byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content);
    }
    return bytes.toByteArray();
  }

  private static void words(String[] words) {
    System.out.println("words " + Arrays.asList(words));
    System.out.println("as " + System.getProperty("firesteel.mesos.framework-id"));
  }

  private static void look(String[] words) throws IOException {
    words(words);
    System.out.println("loader " + ProbeMain.class.getClassLoader().getClass().getSimpleName());
    System.out.println("directory " + Path.of("").toAbsolutePath().getFileName());
    for (String name : System.getProperties().stringPropertyNames()) {
      if (name.startsWith("firesteel.")) {
        System.out.println(name + "=" + System.getProperty(name));
      }
    }
    for (String name : new String[] {"data", "model/inside"}) {
      Path file = LocalizedFiles.ofProcess().find(name).orElseThrow();
      System.out.println(name + " has " + Files.readString(file));
    }
    System.out.println("private " + Files.readString(Path.of(System.getProperty("firesteel.p"))));
  }
}
