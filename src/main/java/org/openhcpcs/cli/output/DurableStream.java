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
 * Writes a file that is on the disk when {@link #finish} returns, which is soon after the last
 * byte: much that was written is brought there while more is. What is very long goes past the cache
 * of the kernel in the end, which would take longer to find room for it than the disk to write it.
 */
final class DurableStream extends OutputStream {

  /** As many bytes are brought to the disk at a time, while more are written. */
  private static final int FORCED = 1 << 24;

  /** The bytes behind these go past the cache. */
  private static final int CACHED = Integer.getInteger("s", 1024) << 20;

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
    if (portion.capacity() > 0) {
      write(disk);
      return;
    }
    int block = 1;
    try {
      int size = (int) Files.getFileStore(file).getBlockSize();
      disk = FileChannel.open(file, StandardOpenOption.WRITE, ExtendedOpenOption.DIRECT);
      disk.position(mostCached);
      block = size;
    } catch (IOException | UnsupportedOperationException e) {
      disk = cache; // some file systems of a network or of memory have no other way
    }
    portion = ByteBuffer.allocateDirect(PORTION + block).alignedSlice(block).limit(PORTION);
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
