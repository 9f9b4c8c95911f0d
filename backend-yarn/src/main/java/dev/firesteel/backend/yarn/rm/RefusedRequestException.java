package dev.firesteel.backend.yarn.rm;

import org.apache.hadoop.yarn.exceptions.YarnException;

/** Hadoop's client does not take a request, so that the ResourceManager never sees it. */
final class RefusedRequestException extends YarnException {
  private static final long serialVersionUID = 1L;

  RefusedRequestException(RuntimeException why) {
    super(why.getMessage() == null ? why.toString() : why.getMessage(), why);
  }
}
