package org.openhcpcs.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.openhcpcs.database.TestDatabase;
import org.openhcpcs.database.TestFolders;
import org.openhcpcs.database.TestServer;

/**
 * The sample in {@code input/}, loaded once in this JVM: a copy of its database and of its archive
 * is there in a tenth of the time that a load takes.
 */
final class LoadedSample {

  private static final TestDatabase DATABASE = TestServer.migrated();
  private static final Path HOME = load();

  private LoadedSample() {}

  /** A database of its own in which the sample is loaded. */
  static TestDatabase database() {
    return TestServer.copyOf(DATABASE);
  }

  /** Makes a home folder what it is after the load. */
  static void home(Path folder) {
    try (Stream<Path> tree = Files.walk(HOME)) {
      for (Path path : tree.toList()) {
        Path copy = folder.resolve(HOME.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(path, copy);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path load() {
    try {
      Path home = TestFolders.create("hcpcs-sample");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> TestServer.deleteTree(home)));
      TestProgram.with(DATABASE, home).print("load", "input");
      return home;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
