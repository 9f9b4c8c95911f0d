package dev.firesteel.io.hadoop;

import dev.firesteel.io.storage.Location;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.security.PrivilegedExceptionAction;
import java.util.Iterator;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.SortedMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.security.UserGroupInformation;

/**
 * Which file system it is.
 *
 * @param root its root; of an archive ({@code har}), the archive
 * @param process who runs this thread
 * @param user the driver's user, for whom it is opened
 */
record RootKey(Location root, UserGroupInformation process, String user) {
  private static final String ARCHIVE = "har";

  static RootKey of(Location location, SortedMap<String, String> settings) throws IOException {
    UserGroupInformation process = UserGroupInformation.getCurrentUser();
    String user = settings.getOrDefault(HadoopSettings.USER, process.getUserName());
    return new RootKey(root(location), process, user);
  }

  private static Location root(Location location) {
    Location host = location.at("/"); // as it is: Hadoop's settings tell nameservices by their case
    if (!location.scheme().equals(ARCHIVE)) {
      return host;
    }
    int end = (location.path() + "/").indexOf(".har/");
    return end < 0 ? host : host.at(location.path().substring(0, end + ".har".length()));
  }

  FileSystem open(SortedMap<String, String> settings) throws IOException {
    Configuration configuration = HadoopSettings.configuration(settings);
    findClass(configuration);
    if (root.scheme().equals(ARCHIVE)) {
      ownUnderlying(configuration);
    }
    URI uri = HadoopStorage.path(root).toUri();
    UserGroupInformation owner =
        user.equals(process.getUserName()) ? process : UserGroupInformation.createRemoteUser(user);
    try {
      return owner.doAs(
          (PrivilegedExceptionAction<FileSystem>) () -> FileSystem.newInstance(uri, configuration));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("interrupted").initCause(e);
    }
  }

  /**
   * Hadoop looks for file systems once a process, and keeps their classes; those of users' jars may
   * come later, and go.
   */
  private void findClass(Configuration configuration) throws IOException {
    Thread thread = Thread.currentThread();
    ClassLoader context = thread.getContextClassLoader();
    thread.setContextClassLoader(FileSystem.class.getClassLoader());
    try {
      FileSystem.getFileSystemClass(root.scheme(), configuration);
    } catch (UnsupportedFileSystemException e) {
      Iterator<FileSystem> all =
          ServiceLoader.load(FileSystem.class, configuration.getClassLoader()).iterator();
      configuration.setClass(
          "fs." + root.scheme() + ".impl", found(all, e).getClass(), FileSystem.class);
    } finally {
      thread.setContextClassLoader(context);
    }
  }

  private FileSystem found(Iterator<FileSystem> all, IOException unknown) throws IOException {
    while (true) {
      try {
        if (!all.hasNext()) {
          throw unknown;
        }
        FileSystem each = all.next();
        if (each.getScheme().equals(root.scheme())) {
          return each;
        }
      } catch (ServiceConfigurationError | LinkageError | UnsupportedOperationException e) {
        // one that cannot be used here, or has no scheme: not the one that is looked for
      }
    }
  }

  /** The archive's file system has the one below to itself, with these settings, and closes it. */
  private void ownUnderlying(Configuration configuration) {
    String authority = root.authority();
    int dash = authority.indexOf('-');
    String below =
        dash > 0
            ? authority.substring(0, dash)
            : FileSystem.getDefaultUri(configuration).getScheme();
    configuration.setBoolean("fs." + below + ".impl.disable.cache", true);
  }
}
