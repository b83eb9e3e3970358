package org.openhcpcs.database.server;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.apache.commons.io.file.PathUtils;
import org.apache.commons.io.input.ReversedLinesFileReader;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;

/** The programs of one PostgreSQL version: unpacked once under the home folder, and run. */
final class PostgresBinaries {

  private static final Pattern VERSION = Pattern.compile("-((\\d+)\\.[\\d.]+)\\.jar$");

  private final Path jar;
  private final Path folder;
  private final Path unpacked;
  private final String majorVersion;

  PostgresBinaries(Path folder, Path jar) {
    Matcher matcher = VERSION.matcher(jar.toString());
    if (!matcher.find()) {
      throw ErrorCode.INTERNAL.failure(
          "%s: the name of the PostgreSQL binaries tells no version", jar);
    }
    this.jar = jar;
    this.folder = folder;
    this.unpacked = folder.resolve("bin-" + matcher.group(1));
    this.majorVersion = matcher.group(2);
  }

  String majorVersion() {
    return majorVersion;
  }

  /** Unpacks the programs, unless they are there. */
  void unpack() {
    if (Files.exists(unpacked)) {
      return;
    }
    Path part = folder.resolve("bin-new");
    deleteTree(part);
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      ZipEntry archive =
          zip.stream()
              .filter(entry -> entry.getName().endsWith(".txz"))
              .findFirst()
              .orElseThrow(() -> new IOException("no .txz in it"));
      try (InputStream in = new BufferedInputStream(zip.getInputStream(archive));
          TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(in))) {
        for (TarArchiveEntry entry = tar.getNextEntry();
            entry != null;
            entry = tar.getNextEntry()) {
          unpack(entry, tar, part);
        }
      }
      Files.move(part, unpacked, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw ErrorCode.DATABASE_UNREACHABLE.failure(
          e, "%s: the PostgreSQL binaries cannot be unpacked: %s", jar, e.getMessage());
    }
  }

  private static void unpack(TarArchiveEntry entry, TarArchiveInputStream tar, Path into)
      throws IOException {
    Path target = into.resolve(entry.getName()).normalize();
    if (entry.isDirectory()) {
      createFolder(target);
      return;
    }
    createFolder(target.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
    } else {
      Files.copy(tar, target);
      Files.setPosixFilePermissions(
          target,
          PosixFilePermissions.fromString(
              (entry.getMode() & 0100) != 0 ? "rwxr-xr-x" : "rw-r--r--"));
    }
  }

  /** Whatever the umask: another account may have to run what is in it. */
  private static void createFolder(@Nullable Path target) throws IOException {
    if (target != null && !Files.exists(target)) {
      createFolder(target.getParent());
      Files.createDirectory(target);
      Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  /**
   * Runs one of the programs to its end.
   *
   * @param account whom it runs as
   * @throws HcpcsException DATABASE_UNREACHABLE with what it said, if it fails
   */
  void run(ServerAccount account, String program, String... arguments) {
    List<String> command = new ArrayList<>(account.prefix());
    command.add(unpacked.resolve("bin").resolve(program).toString());
    command.addAll(List.of(arguments));
    Path output = folder.resolve(program + ".log");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder.environment().put("LC_ALL", "C");
      builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
      Process process = builder.start();
      process.getOutputStream().close();
      if (process.waitFor() != 0) {
        Path log = program.equals("pg_ctl") ? folder.resolve("server.log") : output;
        String said = lastLines(output);
        throw ErrorCode.DATABASE_UNREACHABLE.failure(
            "the embedded PostgreSQL: %s failed: %s; see %s",
            program, said.isEmpty() ? lastLines(log) : said, log);
      }
    } catch (IOException e) {
      throw ErrorCode.DATABASE_UNREACHABLE.failure(
          e, "the embedded PostgreSQL cannot be run: %s", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ErrorCode.DATABASE_UNREACHABLE.failure(
          e, "interrupted while the embedded PostgreSQL was starting");
    }
  }

  void deleteTree(Path tree) {
    if (!Files.exists(tree)) {
      return;
    }
    try {
      PathUtils.delete(tree);
    } catch (IOException e) {
      throw ErrorCode.DISK.failure(e, "%s: cannot be deleted: %s", tree, e.getMessage());
    }
  }

  private static String lastLines(Path file) throws IOException {
    try (ReversedLinesFileReader lines =
        ReversedLinesFileReader.builder().setPath(file).setCharset(StandardCharsets.UTF_8).get()) {
      return lines.toString(3).strip().replaceAll("\\s*\\R\\s*", " ");
    }
  }
}
