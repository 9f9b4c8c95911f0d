package dev.firesteel.protocol.network;

import io.netty.util.internal.logging.InternalLoggerFactory;
import io.netty.util.internal.logging.Log4J2LoggerFactory;

/** What Netty should know before its first class is loaded, which all ways to it pass. */
final class NettyStart {
  private static final String RECORDED = "io.netty.jfr.enabled";

  private NettyStart() {}

  /**
   * Has Netty log by log4j itself, where it would choose SLF4J: that is in no archive of shared
   * classes, so the JVM would open each jar of the class path before it. And has it register no
   * events with Flight Recorder, unless the user says otherwise: that loads the whole of a module.
   */
  static void prepare() {
    InternalLoggerFactory.setDefaultFactory(Log4J2LoggerFactory.INSTANCE);
    if (System.getProperty(RECORDED) == null) {
      System.setProperty(RECORDED, "false");
    }
  }
}
