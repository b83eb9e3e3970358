package org.openhcpcs.cli.output;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.commons.io.function.IOFunction;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;

/** Writes a file so that whoever reads it meanwhile sees all of the old or all of the new one. */
public final class WholeFile {

  private WholeFile() {}

  /**
   * Puts a text in the place of a file, or makes the file, with the rights that new files get.
   *
   * @throws HcpcsException DISK if it cannot be written; the old file stays then
   */
  public static void write(Path file, String text) {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The same for bytes.
   *
   * @throws HcpcsException DISK if it cannot be written; the old file stays then
   */
  public static void write(Path file, byte[] bytes) {
    write(
        file,
        out -> {
          out.write(bytes);
          return bytes.length;
        });
  }

  /**
   * The same for what need not fit into memory.
   *
   * @param content writes what the file shall hold, and has something to say of it
   * @throws HcpcsException DISK if it cannot be written; the old file stays then
   */
  public static <T> T write(Path file, IOFunction<OutputStream, T> content) {
    try {
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        throw new IOException("it is no ordinary file");
      }
      Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
      Path part =
          target.resolveSibling(
              "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
      try {
        T result;
        try (FileChannel channel =
            FileChannel.open(
                part,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
          part.toFile().deleteOnExit(); // also where a signal ends the program
          Forced out = new Forced(channel);
          result = content.apply(out);
          out.finish();
          channel.force(true); // a name must never outlive its content
        }
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        return result;
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw ErrorCode.DISK.failure(e, "%s: cannot be written: %s", file, reason(e));
    }
  }

  /**
   * Has much that was written brought to the disk while more is, so that little is left at the end.
   */
  private static final class Forced extends OutputStream {

    private static final int MUCH = 1 << 24;

    private final FileChannel channel;
    private final OutputStream out;
    private long written;
    private CompletableFuture<Optional<IOException>> force =
        CompletableFuture.completedFuture(Optional.empty());

    Forced(FileChannel channel) {
      this.channel = channel;
      out = Channels.newOutputStream(channel);
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
      written += length;
      if (written >= MUCH && force.isDone()) {
        finish();
        written = 0;
        force = CompletableFuture.supplyAsync(this::force);
      }
    }

    private Optional<IOException> force() {
      try {
        channel.force(false);
        return Optional.empty();
      } catch (IOException e) {
        return Optional.of(e); // the disk tells it once
      }
    }

    /** Waits for what goes on. */
    void finish() throws IOException {
      Optional<IOException> failure = force.join();
      if (failure.isPresent()) {
        throw failure.get();
      }
    }
  }

  private static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "its folder does not exist";
    }
    return e instanceof AccessDeniedException
        ? "permission denied"
        : String.valueOf(e.getMessage());
  }
}
