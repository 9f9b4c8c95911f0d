package dev.firesteel.devcluster.daemon;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kerby.KOptions;
import org.apache.kerby.kerberos.kerb.KrbException;
import org.apache.kerby.kerberos.kerb.client.KrbClient;
import org.apache.kerby.kerberos.kerb.client.KrbOption;
import org.apache.kerby.kerberos.kerb.type.KerberosTime;
import org.apache.kerby.kerberos.kerb.type.ticket.TgtTicket;
import org.apache.kerby.kerberos.kerb.type.ticket.TicketFlag;

/**
 * What {@code kinit} does, which not every machine has: {@code TicketMain KDC-ADDRESS:PORT
 * PRINCIPAL KEYTAB CACHE SECONDS} writes a ticket into a cache. Seconds below 0 make one that has
 * expired already.
 */
public final class TicketMain {
  private TicketMain() {}

  /** Writes the cache. */
  public static void main(String[] words) throws Exception {
    write(words[0], words[1], new File(words[2]), Path.of(words[3]), Long.parseLong(words[4]));
  }

  static void write(String kdc, String principal, File keytab, Path cache, long seconds)
      throws KrbException, IOException {
    KrbClient client = new KrbClient();
    int colon = kdc.lastIndexOf(':');
    client.setKdcHost(kdc.substring(0, colon));
    client.setKdcRealm(principal.replaceAll(".*@", ""));
    client.setKdcTcpPort(Integer.parseInt(kdc.substring(colon + 1)));
    client.setAllowUdp(false);
    client.init();
    KOptions options = new KOptions();
    options.add(KrbOption.CLIENT_PRINCIPAL, principal);
    options.add(KrbOption.USE_KEYTAB, true);
    options.add(KrbOption.KEYTAB_FILE, keytab);
    TgtTicket ticket = client.requestTgt(options);
    KerberosTime end = new KerberosTime(System.currentTimeMillis() + seconds * 1_000);
    ticket.getEncKdcRepPart().setEndTime(end);
    // Else the JVM would renew it, which is not what an expired ticket is for.
    ticket.getEncKdcRepPart().getFlags().clearFlag(TicketFlag.RENEWABLE);
    ticket.getEncKdcRepPart().setRenewTill(end);
    Files.deleteIfExists(cache);
    client.storeTicket(ticket, cache.toFile());
  }
}
