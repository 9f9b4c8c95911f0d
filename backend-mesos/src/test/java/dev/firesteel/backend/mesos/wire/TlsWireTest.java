package dev.firesteel.backend.mesos.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.backend.MasterUrl;
import dev.firesteel.api.config.Config;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.backend.mesos.detect.MesosMaster;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Encrypted masters, with keys made for the test. */
class TlsWireTest {
  private static final String PASSWORD = "changeit";
  @TempDir static Path keys;
  private static ScriptedMaster master;
  private static ScriptedMaster elsewhere;

  private final HeardEvents heard = new HeardEvents();
  private final List<SchedulerWire> wires = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    master = encrypted("here", "ip:127.0.0.1");
    elsewhere = encrypted("elsewhere", "dns:other.example");
  }

  @AfterAll
  static void end() throws IOException {
    master.close();
    elsewhere.close();
  }

  @AfterEach
  void close() throws Exception {
    for (SchedulerWire wire : wires) {
      wire.close().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
  }

  @Test
  void speaksTlsWithAMasterThatItTrusts() throws Exception {
    for (String store : List.of("here.pem", "here.p12")) {
      Path password = Files.writeString(keys.resolve("password"), PASSWORD + "\n");
      SchedulerWire wire =
          open(
              master,
              trusting(store).with(WireKeys.TRUST_STORE_PASSWORD_FILE, password.toString()));
      HttpWireTest.subscribed(master.next());
      assertThat(heard.next()).startsWith("subscribed ");
      wire.call(Call.newBuilder().setType(Call.Type.REVIVE).build());
      master.next().accept();
      assertThat(heard.next()).isEqualTo("accepted REVIVE");
    }
  }

  @Test
  void refusesAMasterThatItDoesNotTrust() throws Exception {
    open(master, Config.empty().with(WireKeys.TLS, "true"));
    assertThat(heard.next())
        .startsWith("failed CONFIGURATION ")
        .contains("TLS with it fails: ", "firesteel.mesos.trust-store must hold the authority");
  }

  @Test
  void refusesAMasterOfAnotherName() throws Exception {
    open(elsewhere, trusting("elsewhere.pem"));
    assertThat(heard.next())
        .startsWith("failed CONFIGURATION ")
        .contains("TLS with it fails: ", "127.0.0.1", "the certificate bear the host's name");
  }

  @Test
  void saysThatAMasterDoesNotSpeakTls() throws Exception {
    try (ScriptedMaster plain = ScriptedMaster.plain("HTTP/1.1 400 Bad Request\r\n\r\n")) {
      open(plain, trusting("here.pem"));
      assertThat(heard.next())
          .startsWith("failed CONFIGURATION ")
          .contains("it does not speak TLS", "set firesteel.mesos.tls to false");
    }
  }

  @Test
  void saysThatAMasterMaySpeakTls() throws Exception {
    open(master, Config.empty());
    assertThat(heard.next()).startsWith("failed CONFIGURATION ");
  }

  @Test
  void refusesTrustStoresThatItCannotRead() throws Exception {
    Path garbage = Files.writeString(keys.resolve("garbage"), "garbage");
    for (Path file : List.of(garbage, keys.resolve("missing"))) {
      assertThatThrownBy(() -> MasterAccess.of(trusting(file.getFileName().toString())))
          .isInstanceOf(FiresteelException.class)
          .hasMessageStartingWith("Cannot use the trust store " + file + ": ");
    }
  }

  @Test
  void refusesSecretsThatItCannotUse() throws Exception {
    Path empty = Files.writeString(keys.resolve("empty"), "\nlater");
    Config config = Config.empty().with(WireKeys.PRINCIPAL, "p");
    assertThatThrownBy(() -> MasterAccess.of(config.with(WireKeys.SECRET_FILE, empty.toString())))
        .hasMessageContaining("its first line is empty");
    assertThatThrownBy(() -> MasterAccess.of(config.with(WireKeys.SECRET_FILE, "/missing")))
        .hasMessageContaining("Cannot read the secret in /missing");
    assertThatThrownBy(
            () -> MasterAccess.of(Config.empty().with(WireKeys.SECRET_FILE, empty.toString())))
        .hasMessageContaining("there is no principal whose secret it is");
    assertThatThrownBy(
            () ->
                MasterAccess.of(
                    config
                        .with(WireKeys.PRINCIPAL, "a:b")
                        .with(WireKeys.SECRET_FILE, empty.toString())))
        .hasMessageContaining("it has a colon");
  }

  private SchedulerWire open(ScriptedMaster at, Config config) {
    SchedulerWire wire =
        Wires.open(
            MesosMaster.parse(new MasterUrl("mesos://" + at.address())),
            MasterAccess.of(config),
            config);
    wires.add(wire);
    wire.start(FrameworkInfo.newBuilder().setName("n").setUser("u").build(), heard);
    return wire;
  }

  private static Config trusting(String store) {
    return Config.empty()
        .with(WireKeys.TLS, "true")
        .with(WireKeys.TRUST_STORE, keys.resolve(store).toString());
  }

  private static ScriptedMaster encrypted(String name, String subject) throws Exception {
    Path store = keys.resolve(name + ".p12");
    keytool(
        "-genkeypair",
        "-alias",
        "m",
        "-keyalg",
        "EC",
        "-dname",
        "CN=m",
        "-ext",
        "san=" + subject,
        "-validity",
        "2",
        "-storetype",
        "PKCS12",
        "-storepass",
        PASSWORD,
        "-keystore",
        store.toString());
    keytool(
        "-exportcert",
        "-rfc",
        "-alias",
        "m",
        "-storepass",
        PASSWORD,
        "-keystore",
        store.toString(),
        "-file",
        keys.resolve(name + ".pem").toString());
    keytool(
        "-importcert",
        "-noprompt",
        "-alias",
        "t",
        "-storepass",
        PASSWORD,
        "-keystore",
        store.toString(),
        "-file",
        keys.resolve(name + ".pem").toString());
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(
        KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray()), PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return new ScriptedMaster(
        context
            .getServerSocketFactory()
            .createServerSocket(0, 50, InetAddress.getLoopbackAddress()));
  }

  private static void keytool(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(keys.resolve("keytool.log").toFile())
            .start();
    assertThat(process.waitFor()).as(() -> log()).isZero();
  }

  private static String log() {
    try {
      return Files.readString(keys.resolve("keytool.log"));
    } catch (IOException e) {
      return e.toString();
    }
  }
}
