package org.openhcpcs.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.openhcpcs.database.TestDatabase;
import org.openhcpcs.database.TestServer;

/**
 * The editions of CMS that tests are about, by name, so that others may lie beside them. The tests
 * that read them need {@link NeedsReleases}.
 */
public final class RealReleases {

  /** Whole editions, oldest first. */
  static final List<String> EDITIONS =
      List.of(
          "2012-01", "2016-01", "2017-01", "2019-01", "2020-01", "2020-04", "2020-10", "2023-01",
          "2025-01");

  /** Companions of an edition that is not there, and parts of editions, which the gates refuse. */
  static final List<String> OTHERS = List.of("2010", "2026-excerpts");

  private static final List<Path> PLACES =
      List.of(Path.of("../shared/releases"), Path.of("../shared/more-releases"));

  private RealReleases() {}

  /** The folder of an edition, whether it is there or not. */
  public static Path folder(String name) {
    return PLACES.stream()
        .map(place -> place.resolve(name))
        .filter(Files::isDirectory)
        .findFirst()
        .orElse(PLACES.get(0).resolve(name));
  }

  /** The folders of all editions and of the other files. */
  static List<Path> folders() {
    return Stream.concat(EDITIONS.stream(), OTHERS.stream()).map(RealReleases::folder).toList();
  }

  /** A database with all of them, loaded once for all classes of a JVM, in which nobody writes. */
  static TestDatabase database() {
    return Loaded.DATABASE;
  }

  /** The program with that database. */
  static TestProgram program() {
    return TestProgram.with(Loaded.DATABASE, Loaded.FOLDER.resolve("home"));
  }

  /** What their load printed, all in one command with little memory. */
  static TestProgram.Result load() {
    return Loaded.RESULT;
  }

  private static final class Loaded {
    static final Path FOLDER = temporaryFolder();
    static final TestDatabase DATABASE = TestServer.migrated();
    static final TestProgram.Result RESULT = load();

    private static Path temporaryFolder() {
      try {
        Path folder = Files.createTempDirectory("hcpcs-real-releases");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> TestServer.deleteTree(folder)));
        return folder;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static TestProgram.Result load() {
      try {
        return TestProcess.start(
                FOLDER.resolve("home"),
                FOLDER,
                "256m",
                Stream.concat(
                        Stream.of("load", "--db", DATABASE.urlWithLogin()),
                        folders().stream().map(Path::toString))
                    .toArray(String[]::new))
            .end();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }
}
