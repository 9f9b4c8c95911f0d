package dev.firesteel.io.hadoop.security;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks into a file with tickets after it was of no use, to say why: the JVM keeps its reason to
 * itself. Source: the file format of MIT Kerberos, versions 3 and 4 ("Credential cache file
 * format").
 */
final class TicketCache {
  private static final String VARIABLE = "KRB5CCNAME";
  private static final String PREFIX = "FILE:";
  private static final int VERSION_3 = 0x0503;
  private static final int VERSION_4 = 0x0504;
  private static final int LONGEST = 1 << 20;

  private TicketCache() {}

  /** Why there is no ticket. */
  static String problem() {
    String named = System.getenv(VARIABLE);
    if (named == null) {
      return "there is no valid Kerberos ticket in the default ticket cache";
    }
    return problem(named.startsWith(PREFIX) ? named.substring(PREFIX.length()) : named);
  }

  static String problem(String cache) {
    String none = "there is no valid Kerberos ticket in ticket cache " + cache;
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(Path.of(cache))))) {
      int version = in.readUnsignedShort();
      if (version != VERSION_3 && version != VERSION_4) {
        return none;
      }
      if (version == VERSION_4) {
        in.skipNBytes(in.readUnsignedShort());
      }
      String owner = principal(in);
      while (in.read() >= 0) {
        // the first byte of the client's kind of name, which is not needed
        in.skipNBytes(3);
        restOfPrincipal(in);
        String server = principal(in);
        in.skipNBytes(version == VERSION_3 ? 4 : 2);
        skip(in);
        in.skipNBytes(8);
        Instant end = Instant.ofEpochSecond(Integer.toUnsignedLong(in.readInt()));
        if (server.startsWith("krbtgt/")) {
          return "the ticket of " + owner + " in " + cache + " is of no use, its end is " + end;
        }
        in.skipNBytes(4 + 1 + 4);
        skipPairs(in);
        skipPairs(in);
        skip(in);
        skip(in);
      }
      return none;
    } catch (IOException | RuntimeException e) {
      return none;
    }
  }

  private static String principal(DataInputStream in) throws IOException {
    in.skipNBytes(4);
    return restOfPrincipal(in);
  }

  private static String restOfPrincipal(DataInputStream in) throws IOException {
    int parts = length(in);
    String realm = text(in);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      names.add(text(in));
    }
    return String.join("/", names) + "@" + realm;
  }

  private static String text(DataInputStream in) throws IOException {
    return new String(in.readNBytes(length(in)), StandardCharsets.UTF_8);
  }

  private static void skip(DataInputStream in) throws IOException {
    in.skipNBytes(length(in));
  }

  private static void skipPairs(DataInputStream in) throws IOException {
    int count = length(in);
    for (int i = 0; i < count; i++) {
      in.skipNBytes(2);
      skip(in);
    }
  }

  private static int length(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > LONGEST) {
      throw new IOException("no ticket cache");
    }
    return length;
  }
}
