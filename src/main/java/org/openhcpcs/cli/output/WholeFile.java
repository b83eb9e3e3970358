package org.openhcpcs.cli.output;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.io.FileUtils;
import org.apache.commons.io.function.IOFunction;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;

/** Writes a file so that whoever reads it meanwhile sees all of the old or all of the new one. */
public final class WholeFile {

  /** What is being written: where a signal ends the program, it leaves nothing of it. */
  private static final Set<Path> PARTS = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> PARTS.forEach(part -> FileUtils.deleteQuietly(part.toFile()))));
  }

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
      PARTS.add(part);
      try {
        T result;
        try (DurableStream out = new DurableStream(part)) {
          result = content.apply(out);
          out.finish(); // a name must never outlive its content
        }
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        return result;
      } finally {
        Files.deleteIfExists(part);
        PARTS.remove(part);
      }
    } catch (IOException e) {
      throw ErrorCode.DISK.failure(e, "%s: cannot be written: %s", file, reason(e));
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
