package org.openhcpcs.cli.output;

import com.sun.nio.file.ExtendedOpenOption;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Writes a file that is on the disk when {@link #finish} returns. Little is left to do then,
 * because what was written is brought to the disk while more is written. Of a very long file, all
 * behind the beginning goes to the disk directly: to put it into the cache of the kernel would take
 * the processor as long as all else that is done for it.
 */
final class DurableStream extends OutputStream {

  /** As many bytes are brought to the disk at a time, while more are written. */
  private static final int FORCED = 1 << 24;

  /** So many bytes find room in the cache of most machines; those behind go past it. */
  private static final int CACHED = 1 << 30;

  /** As many bytes go past the cache at a time. */
  private static final int PORTION = 1 << 20;

  private final Path file;
  private final int mostCached;
  private final FileChannel cache;
  private final OutputStream out;
  private int cached;
  private int unforced;
  private CompletableFuture<Optional<IOException>> force =
      CompletableFuture.completedFuture(Optional.empty());

  private FileChannel disk;
  private ByteBuffer portion = ByteBuffer.allocate(0);

  /** Makes the file, or takes all out of it. */
  DurableStream(Path file) throws IOException {
    this(file, CACHED);
  }

  /**
   * The same.
   *
   * @param mostCached so many of its bytes go through the cache; a multiple of a block of the disk
   */
  DurableStream(Path file, int mostCached) throws IOException {
    this.file = file;
    this.mostCached = mostCached;
    cache =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    out = Channels.newOutputStream(cache);
    disk = cache;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    int part = Math.min(length, mostCached - cached);
    if (part > 0) {
      out.write(bytes, from, part);
      forceSome(part);
    }
    for (int at = part; at < length; at += part) {
      if (!portion.hasRemaining()) {
        makeRoom();
      }
      part = Math.min(length - at, portion.remaining());
      portion.put(bytes, from + at, part);
    }
  }

  private void forceSome(int more) throws IOException {
    cached += more;
    unforced += more;
    if (unforced >= FORCED && force.isDone()) {
      await();
      unforced = 0;
      force = CompletableFuture.supplyAsync(this::force);
    }
  }

  private Optional<IOException> force() {
    try {
      cache.force(false);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(e); // the disk tells it once
    }
  }

  private void await() throws IOException {
    Optional<IOException> failure = force.join();
    if (failure.isPresent()) {
      throw failure.get();
    }
  }

  private void makeRoom() throws IOException {
    if (portion.capacity() == 0) {
      portion = openPastCache();
    } else {
      write(disk);
    }
  }

  /**
   * Opens the file once more. Returns a portion that lies in memory as its file system wants it.
   */
  private ByteBuffer openPastCache() throws IOException {
    try {
      int block = (int) Files.getFileStore(file).getBlockSize();
      if (PORTION % block == 0) {
        disk = FileChannel.open(file, StandardOpenOption.WRITE, ExtendedOpenOption.DIRECT);
        disk.position(mostCached);
        return ByteBuffer.allocateDirect(PORTION + block).alignedSlice(block).limit(PORTION);
      }
    } catch (IOException | UnsupportedOperationException e) {
      disk = cache; // some file systems of a network or of memory have no other way
    }
    return ByteBuffer.allocateDirect(PORTION);
  }

  private void write(FileChannel channel) throws IOException {
    portion.flip();
    while (portion.hasRemaining()) {
      channel.write(portion);
    }
    portion.clear().limit(PORTION);
  }

  /** Writes what is in memory, and waits until the disk has everything. */
  void finish() throws IOException {
    await();
    if (portion.position() > 0) {
      cache.position(disk.position()); // the last portion need not end with a block
      write(cache);
    }
    cache.force(true);
  }

  @Override
  public void close() throws IOException {
    disk.close();
    cache.close();
  }
}
