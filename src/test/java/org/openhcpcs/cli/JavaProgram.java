package org.openhcpcs.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.openhcpcs.database.TestBinaries;
import org.openhcpcs.database.TestDatabase;
import org.openhcpcs.database.TestServer;

/**
 * The command line that starts the program in a JVM of its own, as the launcher does: from the jar
 * of this build, with a class-data archive that the first test to ask makes for all others. Where
 * no jar was built (in an editor), it is started from the classes, which takes a second longer.
 */
public final class JavaProgram {

  private static final Path JAR =
      Path.of(System.getProperty("hcpcs.test.app", "target/app"), "hcpcs.jar").toAbsolutePath();
  private static final Path SHARED = JAR.resolveSibling("test-classes.jsa");

  /**
   * As the launcher asks for it, unless a heap is limited: page by page takes a fifth of a start.
   */
  private static final List<String> MEMORY =
      List.of(
          "-Xms96m",
          "-Xmn48m",
          "-XX:-PrintWarnings", // where the kernel has no large pages
          "-XX:+IgnoreUnrecognizedVMOptions",
          "-XX:+UseTransparentHugePages");

  private JavaProgram() {}

  /**
   * The words before the program's own arguments.
   *
   * @param options more options of the JVM
   */
  public static List<String> command(List<String> options) {
    Path shared = Files.exists(JAR) ? sharedClasses() : SHARED;
    return command("-XX:SharedArchiveFile=" + shared, options);
  }

  private static List<String> command(String archive, List<String> options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", archive));
    if (options.stream().noneMatch(option -> option.startsWith("-Xmx"))) {
      command.addAll(MEMORY);
    }
    command.addAll(options);
    command.add("-Xlog:disable"); // of the archive, where the JVM cannot use it
    command.add("-Dhcpcs.postgres=" + TestBinaries.use());
    command.addAll(
        List.of("-cp", Files.exists(JAR) ? JAR.toString() : classes(), Main.class.getName()));
    return command;
  }

  private static String classes() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  /**
   * The class-data archive of the jar. The first who asks loads the sample in a JVM that writes it;
   * other JVMs of tests wait.
   */
  static synchronized Path sharedClasses() {
    try (FileChannel lock =
        FileChannel.open(
            JAR.resolveSibling("test-classes.lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE)) {
      lock.lock();
      if (Files.exists(SHARED)
          && Files.getLastModifiedTime(SHARED).compareTo(Files.getLastModifiedTime(JAR)) > 0) {
        return SHARED;
      }
      Path home = Files.createTempDirectory("hcpcs-classes");
      Path part = SHARED.resolveSibling("test-classes-new.jsa");
      TestDatabase database = TestServer.migrated();
      List<String> command = command("-XX:ArchiveClassesAtExit=" + part, List.of());
      command.addAll(
          List.of("--home", home.toString(), "--db", database.url(), "load", "-q", "input"));
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(home.resolve("out").toFile());
      builder.environment().putAll(database.environment());
      int exitCode = builder.start().waitFor();
      if (exitCode != 0 || !Files.exists(part)) {
        throw new IllegalStateException(
            exitCode + " and no archive of classes: " + Files.readString(home.resolve("out")));
      }
      Files.move(part, SHARED, StandardCopyOption.REPLACE_EXISTING);
      TestServer.deleteTree(home);
      database.giveBack();
      return SHARED;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
