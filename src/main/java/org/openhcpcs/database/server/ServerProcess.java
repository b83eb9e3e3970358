package org.openhcpcs.database.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.commons.io.function.IOSupplier;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;

/**
 * The data of the embedded server, which initdb makes, and the process that serves it. It listens
 * on loopback only, asks for a password that only its owner can read, and syncs to disk as any
 * server that holds real data does. Who starts or stops it holds the lock of {@link
 * EmbeddedServer}.
 */
final class ServerProcess {

  /** What a client sends to ask for TLS: the length of the request, and its code 80877103. */
  private static final byte[] TLS_REQUEST = {0, 0, 0, 8, 4, (byte) 0xd2, 0x16, 0x2f};

  private static final int PATIENCE_MILLIS = 5000;

  /** As long as pg_ctl waits. */
  private static final Duration LONGEST_START = Duration.ofMinutes(1);

  private static final Duration BETWEEN = Duration.ofMillis(200);

  private static final String SETTINGS =
      """

      # OpenHCPCS
      listen_addresses = '127.0.0.1'
      unix_socket_directories = ''
      """;

  private final Path folder;
  private final PostgresBinaries binaries;
  private final Path data;
  private @Nullable ServerAccount account;

  ServerProcess(Path folder, Path binariesJar) {
    this.folder = folder;
    this.binaries = new PostgresBinaries(folder, binariesJar);
    this.data = folder.resolve("data-" + binaries.majorVersion());
  }

  /** Whether its data is there, of whatever version. */
  boolean exists() {
    return Files.isDirectory(folder) && (Files.exists(data) || !otherVersions().isEmpty());
  }

  /** Whether the data of this version is there. */
  boolean isReady() {
    return Files.exists(data);
  }

  /** The port that it wrote down when it was ready; empty if it never was, or was stopped. */
  OptionalInt writtenPort() {
    List<String> lines = readLines(pidFile());
    return lines.size() < 8 || !lines.get(7).strip().equals("ready")
        ? OptionalInt.empty()
        : OptionalInt.of(Integer.parseInt(lines.get(3).strip()));
  }

  /** The port it listens on; empty if it does not run. */
  OptionalInt port() {
    OptionalInt port = writtenPort();
    if (port.isEmpty() || runsAsWritten()) {
      return port;
    }
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port.getAsInt()), 1000);
      return isPostgres(socket) ? port : OptionalInt.empty();
    } catch (IOException e) {
      return OptionalInt.empty(); // the file of a server that was killed
    }
  }

  /**
   * Whether the process that the pid file names began when the file says so. It need not be asked
   * then, for which it would start a process; where it is not to be seen it still may run, and is
   * asked.
   */
  private boolean runsAsWritten() {
    List<String> lines = readLines(pidFile());
    return lines.size() > 2
        && process()
            .filter(ServerProcess::isServer)
            .flatMap(process -> process.info().startInstant())
            .map(
                begun ->
                    Math.abs(begun.getEpochSecond() - Long.parseLong(lines.get(2).strip())) < 3)
            .orElse(false);
  }

  /** PostgreSQL answers S or N; another program that took the port of a killed server does not. */
  private static boolean isPostgres(Socket socket) throws IOException {
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.getOutputStream().write(TLS_REQUEST);
    int answer = socket.getInputStream().read();
    return answer == 'S' || answer == 'N';
  }

  /** Whom its programs run as. */
  ServerAccount account() {
    if (account == null) {
      account = ServerAccount.of(data);
    }
    return account;
  }

  /** Starts it and waits until it answers; its data is made if there is none. */
  void start() {
    List<Path> others = otherVersions();
    if (!Files.exists(data) && !others.isEmpty()) {
      throw ErrorCode.DATABASE_UNREACHABLE.failure(
          "%s: the data of another PostgreSQL version than %s; move it away and load the releases again, or keep the "
              + "program version that made it",
          others.get(0), binaries.majorVersion());
    }
    if (!account().reaches(folder)) {
      throw ServerFolder.failed(
          folder,
          "cannot be reached by account %s, as which PostgreSQL runs here; let it pass (chmod o+x) or name another home with --home"
              .formatted(account().name().orElse("root without its rights")),
          null);
    }
    binaries.unpack();
    if (!Files.exists(data)) {
      initialize();
    }
    handOver();
    forgetKilledServer();
    for (int attempt = 1; !waitForOther(); attempt++) {
      int port = choosePort(attempt == 1);
      try {
        binaries.run(
            account(),
            "pg_ctl",
            "start",
            "-w",
            "-s",
            "-D",
            data.toString(),
            "-l",
            folder.resolve("server.log").toString(),
            "-o",
            "-p " + port);
        inside(
            "cannot be written: " + portFile(),
            () -> Files.writeString(portFile(), Integer.toString(port)));
        return;
      } catch (HcpcsException e) {
        if (attempt == 3) {
          throw e;
        }
        pause(); // sessions of a killed server take a moment to notice
      }
    }
  }

  /**
   * Waits while a server starts or stops by itself, because the program that told it to was killed.
   * Returns whether it runs.
   */
  private boolean waitForOther() {
    long begin = System.nanoTime();
    while (process().filter(ServerProcess::isServer).isPresent()
        && System.nanoTime() - begin < LONGEST_START.toNanos()) {
      if (port().isPresent()) {
        return true;
      }
      pause();
    }
    return false;
  }

  private static void pause() {
    try {
      Thread.sleep(BETWEEN.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ErrorCode.DATABASE_UNREACHABLE.failure(
          e, "interrupted while the embedded PostgreSQL was starting");
    }
  }

  /**
   * Removes the pid file of a server that was killed if its number is now that of another process,
   * or of one that is dead but not buried yet: PostgreSQL takes either for a running server.
   */
  private void forgetKilledServer() {
    if (process().filter(process -> !isServer(process)).isPresent()) {
      ServerFolder.delete(folder, pidFile());
    }
  }

  /** The living process that the pid file names. */
  private Optional<ProcessHandle> process() {
    List<String> lines = readLines(pidFile());
    return lines.isEmpty() || !lines.get(0).strip().matches("\\d{1,18}")
        ? Optional.empty()
        : ProcessHandle.of(Long.parseLong(lines.get(0).strip()));
  }

  private static boolean isServer(ProcessHandle process) {
    // Of another user's process a container does not tell the program, only the command line.
    return process.info().command().or(process.info()::commandLine).orElse("").contains("postgres");
  }

  /** Whoever runs the server owns its data and writes its log. */
  private void handOver() {
    inside(
        "cannot be given to the account that PostgreSQL runs as",
        () -> {
          account().own(data);
          Path log = folder.resolve("server.log");
          if (!Files.exists(log)) {
            Files.createFile(log);
          }
          account().own(log);
          return log;
        });
  }

  private void initialize() {
    String secret = ServerLogin.OWNER.passwordOrNew(folder);
    // Never the folder of a program that was killed: its initdb may write on, or clear it at last.
    Path fresh = inside("cannot be written", () -> Files.createTempDirectory(folder, "data-new-"));
    Path password = fresh.resolveSibling(fresh.getFileName() + ".password");
    try {
      Files.createFile(
          password,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(password, ServerLogin.verifier(secret) + "\n");
      account().own(password);
      account().own(fresh);
      binaries.run(
          account(),
          "initdb",
          "-D",
          fresh.toString(),
          "-U",
          EmbeddedServer.NAME,
          "-A",
          "scram-sha-256",
          "--pwfile",
          password.toString(),
          "-E",
          "UTF8",
          "--locale=C");
    } catch (IOException e) {
      throw ServerFolder.failed(folder, "cannot be prepared", e);
    } finally {
      ServerFolder.delete(folder, password);
    }
    Path settings = fresh.resolve("postgresql.conf");
    inside(
        "cannot be written: " + settings,
        () -> Files.writeString(settings, SETTINGS, StandardOpenOption.APPEND));
    inside("cannot be moved", () -> Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE));
    folders("data-new-*").forEach(this::deleteLeftOver);
  }

  /** Deletes the folder of an initdb whose program was killed, unless it still writes there. */
  private void deleteLeftOver(Path left) {
    try {
      binaries.deleteTree(left);
    } catch (HcpcsException e) {
      return; // it takes room, and does no harm
    }
  }

  /** Ends it, and whatever its sessions do. */
  void stop() {
    binaries.run(account(), "pg_ctl", "stop", "-w", "-s", "-m", "fast", "-D", data.toString());
  }

  private List<Path> otherVersions() {
    return folders("data-[0-9]*");
  }

  private List<Path> folders(String names) {
    return inside(
        "cannot be listed",
        () -> {
          try (var children = Files.newDirectoryStream(folder, names)) {
            List<Path> found = new ArrayList<>();
            children.forEach(found::add);
            return found;
          }
        });
  }

  /** The port of last time if it is free, so that a saved connection keeps working. */
  private int choosePort(boolean likeLastTime) {
    List<String> last = readLines(portFile());
    if (likeLastTime && !last.isEmpty()) {
      int port = Integer.parseInt(last.get(0).strip());
      if (freePort(port).isPresent()) {
        return port;
      }
    }
    return freePort(0).orElseThrow(() -> ServerFolder.failed(folder, "finds no free port", null));
  }

  private static OptionalInt freePort(int wanted) {
    try (ServerSocket socket = new ServerSocket(wanted, 1, InetAddress.getLoopbackAddress())) {
      return OptionalInt.of(socket.getLocalPort());
    } catch (IOException e) {
      return OptionalInt.empty(); // taken
    }
  }

  private static List<String> readLines(Path file) {
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      return List.of(); // it went away between the two
    }
  }

  private Path pidFile() {
    return data.resolve("postmaster.pid");
  }

  private Path portFile() {
    return folder.resolve("port");
  }

  private <T> T inside(String what, IOSupplier<T> work) {
    return ServerFolder.inside(folder, what, work);
  }
}
