package org.openhcpcs.database.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;

/**
 * A PostgreSQL server of our own, with its data under the home folder. It listens on loopback only,
 * asks for a password that only its owner can read, and syncs to disk as any server that holds real
 * data does.
 *
 * <p>Commands share it: the first one starts it, the last one stops it, unless {@code db start}
 * asked to keep it. Every user holds a shared file lock, which the operating system drops however
 * the process ends.
 */
public final class EmbeddedServer implements AutoCloseable {

  /** The database, and the role that owns it. */
  public static final String NAME = "hcpcs";

  /** What a client sends to ask for TLS: the length of the request, and its code 80877103. */
  private static final byte[] TLS_REQUEST = {0, 0, 0, 8, 4, (byte) 0xd2, 0x16, 0x2f};

  private static final int PATIENCE_MILLIS = 5000;

  /** As long as pg_ctl waits. */
  private static final Duration LONGEST_START = Duration.ofMinutes(1);

  private static final Duration BETWEEN = Duration.ofMillis(200);

  private final Path home;
  private final Path binariesJar;
  private Path folder;
  private PostgresBinaries binaries;
  private Path data;
  private @Nullable FileChannel users;
  private @Nullable Thread atExit;
  private @Nullable ServerAccount account;

  /**
   * @param home the folder of all data, such as {@code ~/.local/share/openhcpcs}
   * @param binariesJar the archive of the server's programs for this platform
   * @throws HcpcsException USAGE if the folder's name is one that a shell would read something into
   */
  public EmbeddedServer(Path home, Path binariesJar) {
    this.home = home;
    this.binariesJar = binariesJar;
    this.folder = ServerFolder.of(home);
    this.binaries = new PostgresBinaries(folder, binariesJar);
    this.data = folder.resolve("data-" + binaries.majorVersion());
  }

  /** Whether its data is there, of whatever version. */
  public boolean exists() {
    return Files.isDirectory(folder) && (Files.exists(data) || !otherVersions().isEmpty());
  }

  /**
   * Starts the server unless it runs, and keeps it running at least until {@link #close()}, or
   * until this process is asked to end.
   */
  public synchronized void use() {
    createFolder();
    withStartLock(
        () -> {
          joinUsers();
          if (runningPort().isEmpty()) {
            start();
          }
        });
    Thread hook = new Thread(this::closeAtExit);
    Runtime.getRuntime().addShutdownHook(hook);
    atExit = hook;
  }

  /** Lets it run on when this process is asked to end: whoever asked for it closes it then. */
  public synchronized void leaveExitToCaller() {
    if (atExit != null) {
      removeHook(atExit);
      atExit = null;
    }
  }

  /** After an interrupt; where it fails the server runs on, and the next command finds it. */
  private void closeAtExit() {
    atExit = null;
    try {
      close();
    } catch (RuntimeException e) {
      return; // nobody listens any more
    }
  }

  /** Starts the server and leaves it running when this process ends. */
  public void startAndKeep() {
    use();
    write(keepMarker(), "");
    close();
  }

  /**
   * Stops the server if it runs, whoever started it. Returns whether it ran.
   *
   * @throws HcpcsException LOCK_HELD if a command uses it
   */
  public boolean stop() {
    if (!Files.exists(data)) {
      return false;
    }
    return withStartLock(
        () -> {
          if (isUsed()) {
            throw new HcpcsException(
                ErrorCode.LOCK_HELD,
                "a command is using the embedded server; try again when it has ended");
          }
          delete(keepMarker());
          boolean ran = runningPort().isPresent();
          if (ran) {
            stopServer();
          }
          return ran;
        });
  }

  /** The port it listens on; empty if it does not run. */
  public OptionalInt runningPort() {
    List<String> lines = readLines(pidFile());
    if (lines.size() < 8 || !lines.get(7).strip().equals("ready")) {
      return OptionalInt.empty();
    }
    int port = Integer.parseInt(lines.get(3).strip());
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      return isPostgres(socket) ? OptionalInt.of(port) : OptionalInt.empty();
    } catch (IOException e) {
      return OptionalInt.empty(); // the file of a server that was killed
    }
  }

  /** PostgreSQL answers S or N; another program that took the port of a killed server does not. */
  private static boolean isPostgres(Socket socket) throws IOException {
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.getOutputStream().write(TLS_REQUEST);
    int answer = socket.getInputStream().read();
    return answer == 'S' || answer == 'N';
  }

  /** The owner's password. */
  public String password() {
    return password(ServerLogin.OWNER)
        .orElseThrow(
            () ->
                new HcpcsException(
                    ErrorCode.DATABASE_UNREACHABLE,
                    passwordFile(ServerLogin.OWNER)
                        + ": missing; without it nobody can log in to the embedded server"));
  }

  /** The password of a login; empty if it was never made. */
  public Optional<String> password(ServerLogin login) {
    return login.password(folder);
  }

  /** The file that holds the password, readable by its owner alone. */
  public Path passwordFile(ServerLogin login) {
    return login.passwordFile(folder);
  }

  /** Makes a login known to the server with the password that it has, or with a new one. */
  public void admit(ServerLogin login, Consumer<String> withPassword) {
    withStartLock(() -> withPassword.accept(login.passwordOrNew(folder)));
  }

  @Override
  public synchronized void close() {
    FileChannel channel = users;
    if (channel == null) {
      return;
    }
    users = null;
    leaveExitToCaller();
    withStartLock(
        () -> {
          closeQuietly(channel);
          if (!isUsed() && !Files.exists(keepMarker()) && runningPort().isPresent()) {
            stopServer();
          }
        });
  }

  /** Whether any command works with the server. */
  private boolean isUsed() {
    try (FileChannel users = open(usersFile());
        FileLock alone = users.tryLock()) {
      return alone == null;
    } catch (IOException e) {
      throw failed("cannot be stopped", e);
    }
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return; // it runs already, and will find nothing to do
    }
  }

  private void start() {
    List<Path> others = otherVersions();
    if (!Files.exists(data) && !others.isEmpty()) {
      throw new HcpcsException(
          ErrorCode.DATABASE_UNREACHABLE,
          others.get(0)
              + ": the data of another PostgreSQL version than "
              + binaries.majorVersion()
              + "; move it away and load the releases again, or keep the program version that made it");
    }
    if (!account().reaches(folder)) {
      throw failed(
          "cannot be reached by account "
              + account().name().orElse("root without its rights")
              + ", as which PostgreSQL runs here; let it pass (chmod o+x) or name another home with --home",
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
            log().toString(),
            "-o",
            "-p " + port);
        write(folder.resolve("port"), Integer.toString(port));
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
    while (process().filter(EmbeddedServer::isServer).isPresent()
        && System.nanoTime() - begin < LONGEST_START.toNanos()) {
      if (runningPort().isPresent()) {
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
      throw new HcpcsException(
          ErrorCode.DATABASE_UNREACHABLE,
          "interrupted while the embedded PostgreSQL was starting",
          e);
    }
  }

  /**
   * Removes the pid file of a server that was killed if its number is now that of another process,
   * or of one that is dead but not buried yet: PostgreSQL takes either for a running server.
   */
  private void forgetKilledServer() {
    if (process().filter(process -> !isServer(process)).isPresent()) {
      delete(pidFile());
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
    try {
      account().own(data);
      if (!Files.exists(log())) {
        Files.createFile(log());
      }
      account().own(log());
    } catch (IOException e) {
      throw failed("cannot be given to the account that PostgreSQL runs as", e);
    }
  }

  private void initialize() {
    ServerLogin.OWNER.passwordOrNew(folder);
    // Never the folder of a program that was killed: its initdb may write on, or clear it at last.
    Path fresh = temporaryFolder();
    Path password = fresh.resolveSibling(fresh.getFileName() + ".password");
    try {
      Files.copy(passwordFile(ServerLogin.OWNER), password, StandardCopyOption.COPY_ATTRIBUTES);
      account().own(password);
      account().own(fresh);
      binaries.run(
          account(),
          "initdb",
          "-D",
          fresh.toString(),
          "-U",
          NAME,
          "-A",
          "scram-sha-256",
          "--pwfile",
          password.toString(),
          "-E",
          "UTF8",
          "--locale=C");
    } catch (IOException e) {
      throw failed("cannot be prepared", e);
    } finally {
      delete(password);
    }
    append(
        fresh.resolve("postgresql.conf"),
        """

        # OpenHCPCS
        listen_addresses = '127.0.0.1'
        unix_socket_directories = ''
        """);
    move(fresh, data);
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

  private Path temporaryFolder() {
    try {
      return Files.createTempDirectory(folder, "data-new-");
    } catch (IOException e) {
      throw failed("cannot be written", e);
    }
  }

  private void stopServer() {
    binaries.run(account(), "pg_ctl", "stop", "-w", "-s", "-m", "fast", "-D", data.toString());
  }

  private List<Path> otherVersions() {
    return folders("data-[0-9]*");
  }

  private List<Path> folders(String names) {
    try (var children = Files.newDirectoryStream(folder, names)) {
      List<Path> found = new ArrayList<>();
      children.forEach(found::add);
      return found;
    } catch (IOException e) {
      throw failed("cannot be listed", e);
    }
  }

  /** The port of last time if it is free, so that a saved connection keeps working. */
  private int choosePort(boolean likeLastTime) {
    List<String> last = readLines(folder.resolve("port"));
    if (likeLastTime && !last.isEmpty()) {
      int port = Integer.parseInt(last.get(0).strip());
      if (freePort(port).isPresent()) {
        return port;
      }
    }
    return freePort(0).orElseThrow(() -> failed("finds no free port", null));
  }

  private static OptionalInt freePort(int wanted) {
    try (ServerSocket socket = new ServerSocket(wanted, 1, InetAddress.getLoopbackAddress())) {
      return OptionalInt.of(socket.getLocalPort());
    } catch (IOException e) {
      return OptionalInt.empty(); // taken
    }
  }

  private void joinUsers() {
    try {
      FileChannel channel = open(usersFile());
      channel.lock(0, Long.MAX_VALUE, true);
      users = channel;
    } catch (IOException e) {
      throw failed("cannot be shared", e);
    }
  }

  private void withStartLock(Runnable action) {
    withStartLock(
        () -> {
          action.run();
          return true;
        });
  }

  private boolean withStartLock(BooleanSupplier action) {
    try (FileChannel channel = open(folder.resolve("start.lock"));
        FileLock lock = channel.lock()) {
      return lock.isValid() && action.getAsBoolean();
    } catch (IOException e) {
      throw failed("cannot be locked", e);
    }
  }

  private ServerAccount account() {
    if (account == null) {
      account = ServerAccount.of(data);
    }
    return account;
  }

  private void createFolder() {
    if (!Files.isDirectory(folder)) {
      folder = ServerFolder.create(home, account());
      binaries = new PostgresBinaries(folder, binariesJar);
      data = folder.resolve(data.getFileName());
    }
  }

  private Path log() {
    return folder.resolve("server.log");
  }

  private Path pidFile() {
    return data.resolve("postmaster.pid");
  }

  private Path usersFile() {
    return folder.resolve("users.lock");
  }

  private Path keepMarker() {
    return folder.resolve("keep-running");
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(
        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  private static List<String> readLines(Path file) {
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      return List.of(); // it went away between the two
    }
  }

  private void closeQuietly(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw failed("cannot be left", e);
    }
  }

  private void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw failed("cannot be written: " + file, e);
    }
  }

  private void append(Path file, String text) {
    try {
      Files.writeString(file, text, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw failed("cannot be written: " + file, e);
    }
  }

  private void move(Path from, Path to) {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw failed("cannot be moved", e);
    }
  }

  private void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw failed("cannot be deleted: " + file, e);
    }
  }

  private HcpcsException failed(String what, @Nullable IOException cause) {
    return new HcpcsException(
        ErrorCode.DATABASE_UNREACHABLE,
        folder
            + ": the embedded server's folder "
            + what
            + (cause == null ? "" : " (" + cause + ")"),
        cause);
  }
}
