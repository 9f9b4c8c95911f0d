package dev.firesteel.devcluster;

import java.nio.file.Path;

/** Where things are below a cluster's directory. */
record Layout(Path directory) {
  /** The settings for clients: what HADOOP_CONF_DIR should name. */
  Path conf() {
    return directory.resolve("conf");
  }

  /** What daemons store. */
  Path data() {
    return directory.resolve("data");
  }

  Path logs() {
    return directory.resolve("logs");
  }

  /** Temporary files of the daemons. */
  Path temporary() {
    return directory.resolve("tmp");
  }

  /** A directory for each daemon: its settings, its process id. */
  Path daemons() {
    return directory.resolve("daemons");
  }

  /** Names and addresses of hosts, in the form of /etc/hosts. */
  Path hosts() {
    return directory.resolve("hosts");
  }

  /** Names of hosts whose NodeManagers are to leave, a line each; at first none. */
  Path excludedNodes() {
    return directory.resolve("excluded-nodes");
  }

  /** Kerberos' keytabs and tickets. */
  Path kerberos() {
    return directory.resolve("kerberos");
  }

  /** What JVMs need to know of Kerberos; there if the cluster has it. */
  Path krb5() {
    return conf().resolve("krb5.conf");
  }

  Path keytab(String user) {
    return kerberos().resolve(user + ".keytab");
  }

  Path ticket(String user) {
    return kerberos().resolve(user + ".ccache");
  }

  /** Held by the command that works in the directory. */
  Path lock() {
    return directory.resolve("lock");
  }

  /** Which daemons there are, for those who come later. */
  Path description() {
    return directory.resolve("cluster.properties");
  }

  Path conf(String daemon) {
    return daemons().resolve(daemon).resolve("conf");
  }

  Path pid(String daemon) {
    return daemons().resolve(daemon).resolve("pid");
  }

  Path data(String daemon) {
    return data().resolve(daemon);
  }

  Path log(String daemon) {
    return logs().resolve(daemon + ".log");
  }
}
