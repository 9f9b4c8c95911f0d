package dev.firesteel.backend.mesos.submit;

import dev.firesteel.api.backend.LogReader;
import dev.firesteel.api.backend.LogReader.LogFile;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.backend.mesos.dispatcher.LogPiece;
import dev.firesteel.backend.mesos.dispatcher.http.DriverReport;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** The logs of a driver, as its agent has them. */
final class DriverLogs {
  private static final Logger LOG = LogManager.getLogger(DriverLogs.class);

  private final DispatcherLink link;

  DriverLogs(DispatcherLink link) {
    this.link = link;
  }

  void read(DriverReport driver, LogReader reader) {
    Optional<FiresteelException> last = Optional.empty();
    int read = 0;
    for (String name : List.of("stdout", "stderr")) {
      LogFile file = new LogFile(driver.id(), driver.agent(), name, LogReader.Origin.APPLICATION);
      if (!reader.wants(file)) {
        continue;
      }
      try {
        LogPiece first = link.log(driver.id(), name, 0);
        reader.read(file, new Pieces(driver.id(), name, first));
        read++;
      } catch (FiresteelException e) {
        last = Optional.of(e);
        LOG.debug("{}", e.getMessage());
      } catch (IOException e) {
        throw new FiresteelException(
            ErrorCategory.INPUT_OUTPUT,
            "Cannot read " + name + " of " + driver.id() + ": " + e.getMessage(),
            e);
      }
    }
    if (last.isPresent() && read == 0) {
      throw last.get();
    }
  }

  /** Up to what was written when it is read. */
  private final class Pieces extends InputStream {
    private final String id;
    private final String name;
    private LogPiece piece;
    private byte[] bytes;
    private int at;

    Pieces(String id, String name, LogPiece first) {
      this.id = id;
      this.name = name;
      piece = first;
      bytes = first.bytes();
    }

    private boolean ended() {
      while (at == bytes.length) {
        if (!piece.more()) {
          return true;
        }
        piece = link.log(id, name, piece.next());
        bytes = piece.bytes();
        at = 0;
      }
      return false;
    }

    @Override
    public int read() {
      return ended() ? -1 : bytes[at++] & 0xff;
    }

    @Override
    public int read(byte[] to, int from, int length) {
      if (length == 0) {
        return 0;
      }
      if (ended()) {
        return -1;
      }
      int count = Math.min(length, bytes.length - at);
      System.arraycopy(bytes, at, to, from, count);
      at += count;
      return count;
    }
  }
}
