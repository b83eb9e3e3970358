package org.openhcpcs.fetch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Writes the body of an answer to a file as it comes; what has come stays there when the rest does
 * not. Yields the file's size.
 */
final class PartFile implements HttpResponse.BodySubscriber<Long> {

  private final CompletableFuture<Long> whole = new CompletableFuture<>();
  private final FileChannel channel;
  private final long mostBytes;
  private final long enough;
  private long size;
  private Flow.@Nullable Subscription subscription;

  /**
   * @param from where in the file the body begins; what lies behind is cut off
   * @param mostBytes the largest file that is taken
   * @param enough the size from which on the rest is not asked for
   * @throws DiskFailed if the file cannot be written
   */
  PartFile(Path file, long from, long mostBytes, long enough) {
    this.mostBytes = mostBytes;
    this.enough = enough;
    this.size = from;
    try {
      channel = FileChannel.open(file, StandardOpenOption.WRITE);
      channel.truncate(from);
      channel.position(from);
    } catch (IOException e) {
      throw new DiskFailed(e);
    }
  }

  /** The body is larger than any release. */
  static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1L;
  }

  /** The file cannot be written. HttpClient throws unchecked exceptions too, but never this. */
  static final class DiskFailed extends UncheckedIOException {
    private static final long serialVersionUID = 1L;

    DiskFailed(IOException cause) {
      super(cause);
    }
  }

  @Override
  public CompletionStage<Long> getBody() {
    return whole;
  }

  @Override
  public synchronized void onSubscribe(Flow.Subscription newSubscription) {
    subscription = newSubscription;
    newSubscription.request(Long.MAX_VALUE);
  }

  @Override
  public synchronized void onNext(List<ByteBuffer> buffers) {
    if (whole.isDone()) {
      return;
    }
    for (ByteBuffer buffer : buffers) {
      size += buffer.remaining();
      if (size > mostBytes) {
        fail(new TooLarge());
        return;
      }
      try {
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
      } catch (IOException e) {
        fail(new DiskFailed(e));
        return;
      }
    }
    if (size >= enough) {
      stop();
      onComplete();
    }
  }

  @Override
  public synchronized void onError(Throwable failure) {
    fail(failure);
  }

  @Override
  public synchronized void onComplete() {
    if (!whole.isDone()) {
      close();
      whole.complete(size);
    }
  }

  /** Takes no more; the file is not touched after this returns. */
  synchronized void abandon() {
    fail(new IOException("abandoned"));
  }

  private void fail(Throwable failure) {
    if (whole.isDone()) {
      return;
    }
    stop();
    close();
    whole.completeExceptionally(failure);
  }

  private void stop() {
    if (subscription != null) {
      subscription.cancel();
    }
  }

  private void close() {
    try {
      channel.close();
    } catch (IOException e) {
      whole.completeExceptionally(new DiskFailed(e));
    }
  }
}
