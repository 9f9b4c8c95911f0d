package dev.firesteel.mesos.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashSet;
import java.util.Set;

/** A registry in a file: one agent's id a line. Not safe for use by several threads. */
final class RegistryFile implements Registrar {
  private final Path file;
  private Set<String> held;

  private RegistryFile(Path file, Set<String> held) {
    this.file = file;
    this.held = held;
  }

  static RegistryFile at(Path file) throws IOException {
    return new RegistryFile(
        file,
        Files.exists(file) ? new LinkedHashSet<>(Files.readAllLines(file)) : new LinkedHashSet<>());
  }

  @Override
  public Set<String> recovered() {
    return held;
  }

  @Override
  public void hold(Set<String> agentIds) {
    if (agentIds.equals(held)) {
      return;
    }
    try {
      Path fresh = Files.write(file.resolveSibling(file.getFileName() + ".new"), agentIds);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      held = agentIds;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the registry " + file, e);
    }
  }
}
