package org.openhcpcs.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/**
 * Folders for a while, in memory if there is plenty of it and programs may be run from there: a
 * database is some hundred files, which are made and removed in a fifth of the time. JUnit asks for
 * each {@code @TempDir}, as {@code junit-platform.properties} says.
 */
public final class TestFolders implements TempDirFactory {

  private static final Path MOUNTS = Path.of("/proc/mounts");
  private static final Path IN_MEMORY = Path.of("/dev/shm");

  /** Twice what the databases of one JVM come to. */
  private static final long MEMORY_THAT_IS_PLENTY = 12L << 30;

  private static final boolean IS_PLENTY = isPlenty();

  /** Makes a folder whose name begins so. */
  public static Path create(String name) throws IOException {
    return IS_PLENTY ? Files.createTempDirectory(IN_MEMORY, name) : Files.createTempDirectory(name);
  }

  @Override
  public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext context)
      throws IOException {
    return create("junit-");
  }

  private static boolean isPlenty() {
    try {
      return Files.exists(MOUNTS)
          && Files.readString(MOUNTS).matches("(?s).* /dev/shm tmpfs (?!\\S*noexec).*")
          && Files.getFileStore(IN_MEMORY).getUsableSpace() > MEMORY_THAT_IS_PLENTY
          && freeMemory() > MEMORY_THAT_IS_PLENTY;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long freeMemory() throws IOException {
    return Files.readAllLines(Path.of("/proc/meminfo")).stream()
        .filter(line -> line.startsWith("MemAvailable:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
        .findFirst()
        .orElse(0);
  }
}
