package dev.firesteel.protocol.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.internal.logging.InternalLoggerFactory;
import io.netty.util.internal.logging.Log4J2LoggerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** What Netty takes at its start. */
@Isolated("a system property")
final class NettyStartTest {
  private static final String RECORDED = "io.netty.jfr.enabled";

  @AfterEach
  void forget() {
    System.clearProperty(RECORDED);
  }

  @Test
  void theUsersOwnSettingHolds() {
    System.setProperty(RECORDED, "true");
    NettyStart.prepare();
    assertThat(System.getProperty(RECORDED)).isEqualTo("true");
  }

  @Test
  void itLogsByLog4jAndRecordsNothing() {
    NettyStart.prepare();
    assertThat(InternalLoggerFactory.getDefaultFactory()).isSameAs(Log4J2LoggerFactory.INSTANCE);
    assertThat(System.getProperty(RECORDED)).isEqualTo("false");
  }
}
