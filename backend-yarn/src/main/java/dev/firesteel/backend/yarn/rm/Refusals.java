package dev.firesteel.backend.yarn.rm;

import org.apache.hadoop.yarn.exceptions.InvalidContainerReleaseException;
import org.apache.hadoop.yarn.exceptions.InvalidResourceBlacklistRequestException;
import org.apache.hadoop.yarn.exceptions.InvalidResourceRequestException;

/** Tells what an attempt asks for wrongly from its end. */
final class Refusals {
  private Refusals() {}

  /** Whether a request is refused, of an attempt that is still registered. */
  static boolean ofRequests(Exception answer) {
    for (Throwable cause = answer; cause != null; cause = cause.getCause()) {
      if (cause instanceof RefusedRequestException
          || cause instanceof InvalidResourceRequestException
          || cause instanceof InvalidResourceBlacklistRequestException
          || cause instanceof InvalidContainerReleaseException) {
        return true;
      }
    }
    return false;
  }
}
