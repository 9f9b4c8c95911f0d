package dev.firesteel.backend.yarn.staging;

import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** Local files under another scheme. */
public final class OtherFiles extends FilterFileSystem {
  /** Made by Hadoop. */
  public OtherFiles() {
    super(new RawLocalFileSystem());
  }

  @Override
  public void initialize(URI name, Configuration conf) throws IOException {
    setConf(conf);
    fs.initialize(URI.create("file:///"), conf);
  }

  @Override
  public URI getUri() {
    return URI.create("other:///");
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    FileStatus found = fs.getFileStatus(new Path(path.toUri().getPath()));
    found.getPermission(); // read while its path is a local one
    found.setPath(path);
    return found;
  }
}
