package org.openhcpcs.database.server;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;

/**
 * A PostgreSQL server of our own, with its data under the home folder, as commands share it: the
 * first one starts it, the last one stops it, unless {@code db start} asked to keep it. Every user
 * holds a shared file lock, which the operating system drops however the process ends. The server
 * itself is a {@link ServerProcess}.
 */
public final class EmbeddedServer implements AutoCloseable {

  /** The database, and the role that owns it. */
  public static final String NAME = "hcpcs";

  private final Path home;
  private final Path binariesJar;
  private Path folder;
  private ServerProcess process;
  private @Nullable FileChannel users;
  private @Nullable Thread atExit;

  /**
   * @param home the folder of all data, such as {@code ~/.local/share/openhcpcs}
   * @param binariesJar the archive of the server's programs for this platform
   * @throws HcpcsException USAGE if the folder's name is one that a shell would read something into
   */
  public EmbeddedServer(Path home, Path binariesJar) {
    this.home = home;
    this.binariesJar = binariesJar;
    this.folder = ServerFolder.of(home);
    this.process = new ServerProcess(folder, binariesJar);
  }

  /** Whether its data is there, of whatever version. */
  public boolean exists() {
    return process.exists();
  }

  /** The port it listens on; empty if it does not run. */
  public OptionalInt runningPort() {
    return process.port();
  }

  /**
   * The same right behind {@link #use}, which has made sure that it runs: it is not asked again.
   */
  public OptionalInt usedPort() {
    return process.writtenPort();
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
            process.start();
          }
        });
    Thread hook = new Thread(this::closeAtExit);
    Runtime.getRuntime().addShutdownHook(hook);
    atExit = hook;
  }

  /** Lets it run on when this process is asked to end: whoever asked for it closes it then. */
  public synchronized void leaveExitToCaller() {
    Thread hook = atExit;
    atExit = null;
    try {
      if (hook != null) {
        Runtime.getRuntime().removeShutdownHook(hook);
      }
    } catch (IllegalStateException e) {
      return; // the program is ending: the hook runs anyway
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
    ServerFolder.inside(
        folder, "cannot be written: " + keepMarker(), () -> Files.writeString(keepMarker(), ""));
    close();
  }

  /**
   * Stops the server if it runs, whoever started it. Returns whether it ran.
   *
   * @throws HcpcsException LOCK_HELD if a command uses it
   */
  public boolean stop() {
    if (!process.isReady()) {
      return false;
    }
    return withStartLock(
        () -> {
          if (isUsed()) {
            throw ErrorCode.LOCK_HELD.failure(
                "a command is using the embedded server; try again when it has ended");
          }
          ServerFolder.delete(folder, keepMarker());
          boolean ran = runningPort().isPresent();
          if (ran) {
            process.stop();
          }
          return ran;
        });
  }

  /** The owner's password. */
  public String password() {
    return password(ServerLogin.OWNER)
        .orElseThrow(
            () ->
                ErrorCode.DATABASE_UNREACHABLE.failure(
                    "%s: missing; without it nobody can log in to the embedded server",
                    passwordFile(ServerLogin.OWNER)));
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
          ServerFolder.inside(
              folder,
              "cannot be left",
              () -> {
                channel.close();
                return true;
              });
          if (!isUsed() && !Files.exists(keepMarker()) && runningPort().isPresent()) {
            process.stop();
          }
        });
  }

  /** Whether any command works with the server. */
  private boolean isUsed() {
    return ServerFolder.inside(
        folder,
        "cannot be stopped",
        () -> {
          try (FileChannel users = open(usersFile());
              FileLock alone = users.tryLock()) {
            return alone == null;
          }
        });
  }

  private void joinUsers() {
    users =
        ServerFolder.inside(
            folder,
            "cannot be shared",
            () -> {
              FileChannel channel = open(usersFile());
              channel.lock(0, Long.MAX_VALUE, true);
              return channel;
            });
  }

  private void withStartLock(Runnable action) {
    withStartLock(
        () -> {
          action.run();
          return true;
        });
  }

  private boolean withStartLock(BooleanSupplier action) {
    return ServerFolder.inside(
        folder,
        "cannot be locked",
        () -> {
          try (FileChannel channel = open(folder.resolve("start.lock"));
              FileLock lock = channel.lock()) {
            return lock.isValid() && action.getAsBoolean();
          }
        });
  }

  private void createFolder() {
    if (!Files.isDirectory(folder)) {
      folder = ServerFolder.create(home, process.account());
      process = new ServerProcess(folder, binariesJar);
    }
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
}
