package dev.firesteel.backend.mesos.wire;

import java.io.IOException;

/** What came is no RecordIO, or no event in it. */
final class MalformedRecordException extends IOException {
  private static final long serialVersionUID = 1L;

  MalformedRecordException(String message) {
    super(message);
  }
}
