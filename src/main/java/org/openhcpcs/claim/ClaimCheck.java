package org.openhcpcs.claim;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.claim.cell.ByteText;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.code.reference.PackageUnits;
import org.openhcpcs.history.CodeLives;

/**
 * Checks a file of claim lines in one pass: one thread reads, as many judge as there are cores, and
 * the caller's writes, all at once and in the order of the lines. A few blocks are in memory at a
 * time, however long the file is.
 */
public final class ClaimCheck {

  private static final int CORES = Runtime.getRuntime().availableProcessors();

  /** So many blocks may be read and not yet written; a long line counts as several. */
  private static final int MOST_BLOCKS = 2 * CORES + 2;

  private final ClaimInput input;
  private final BlockingQueue<ClaimJudge> judges = new ArrayBlockingQueue<>(CORES);
  private final BlockingQueue<Future<@Nullable Judged>> queue =
      new ArrayBlockingQueue<>(MOST_BLOCKS + 1);

  /** What was written serves for the next lines. */
  private final Queue<ByteText> spares = new ConcurrentLinkedQueue<>();

  private final Semaphore room = new Semaphore(MOST_BLOCKS);
  private final ExecutorService workers =
      Executors.newFixedThreadPool(CORES, work -> daemon(work, "judge"));

  /** Takes what comes out. */
  public interface Sink {
    /**
     * Takes whole lines of CSV in UTF-8, the first of all being the header.
     *
     * @param bytes the lines, and behind them nothing that counts
     */
    void take(byte[] bytes, int length) throws IOException;
  }

  /** Lines that were judged, and how many blocks they count as. */
  private record Judged(ByteText text, long lines, int weight) {}

  private ClaimCheck(ClaimInput input) {
    this.input = input;
  }

  /**
   * Checks all lines of a file. The sink gets each with its cells as they came, then {@code
   * verdict}, {@code reason}, {@code replacement}, {@code edition}, {@code checked} (the part that
   * the verdict is about) and {@code modifier_verdicts}; and {@code units_reason} where the file
   * has units and NDCs.
   *
   * @param watch hears how many lines were written so far
   * @param notValid hears what was asked by each line whose verdict is another than valid, from
   *     several threads; null if nobody wants to know
   * @throws HcpcsException FILE_UNREADABLE if the file cannot be read to its end
   * @throws IOException what the sink throws
   */
  public static ClaimSummary run(
      ClaimInput input,
      ClaimBasis basis,
      Sink sink,
      LongConsumer watch,
      @Nullable Consumer<ClaimQuestion> notValid)
      throws IOException {
    ClaimCheck check = new ClaimCheck(input);
    CodeIndex index = new CodeIndex(basis.lives());
    List<ClaimJudge> all = new ArrayList<>();
    for (int i = 0; i < CORES; i++) {
      all.add(new ClaimJudge(input, basis, index, notValid));
    }
    check.judges.addAll(all);
    check.run(sink, watch);
    return ClaimSummary.of(all.stream().map(ClaimJudge::counts).toList(), basis.lives());
  }

  /**
   * Judges the first lines for nothing, beside whatever the caller does next: what judges is slow
   * until it is compiled.
   */
  public static void rehearse(ClaimInput input) {
    ClaimInput.Block head = input.head();
    CodeLives nothing = new CodeLives(Map.of(), List.of());
    ClaimBasis basis = new ClaimBasis(nothing, PackageUnits.none(), LocalDate.EPOCH);
    CompletableFuture<Void> unused =
        CompletableFuture.runAsync(
            () ->
                new ClaimJudge(input, basis, new CodeIndex(nothing), null)
                    .judge(head, new ByteText(0)));
  }

  private void run(Sink sink, LongConsumer watch) throws IOException {
    byte[] header = header();
    sink.take(header, header.length);
    Thread reader = daemon(this::read, "reader");
    reader.start();
    try {
      long lines = 0;
      for (Judged judged = next(); judged != null; judged = next()) {
        sink.take(judged.text().bytes(), judged.text().size());
        lines += judged.lines();
        watch.accept(lines);
        if (judged.weight() == 1) {
          spares.add(judged.text());
        }
        room.release(judged.weight());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ErrorCode.INTERNAL.failure(e, "the check was interrupted");
    } finally {
      reader.interrupt();
      workers.shutdownNow();
    }
  }

  /** The header as it came, unless that is no CSV with commas or two columns have one name. */
  private byte[] header() {
    List<String> names = new ArrayList<>(input.columns().outputNames());
    ByteText header = new ByteText(input.header().length + 100);
    int end = input.header().length - input.headerEnd().length;
    if (input.separator() == ',' && names.equals(input.columns().names())) {
      header.add(input.header(), 0, end);
      names.clear();
    } else {
      header.add(input.header(), 0, input.markLength());
    }
    names.addAll(input.columns().found());
    for (int i = 0; i < names.size(); i++) {
      if (header.size() > input.markLength()) {
        header.add(',');
      }
      header.addCell(names.get(i));
    }
    header.add(input.lineEnd());
    return header.toBytes();
  }

  private void read() {
    try {
      Future<@Nullable Judged> end = CompletableFuture.completedFuture(null);
      try {
        for (ClaimInput.Block block = input.next(); block != null; block = input.next()) {
          hand(block);
        }
      } catch (RuntimeException | Error e) {
        end = CompletableFuture.failedFuture(e);
      }
      queue.put(end);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the writer gave up, and nobody waits
    }
  }

  private void hand(ClaimInput.Block block) throws InterruptedException {
    int weight = Math.min(MOST_BLOCKS, Math.max(1, block.bytes().length / ClaimInput.BLOCK));
    room.acquire(weight);
    queue.put(
        workers.submit(
            () -> {
              ClaimJudge judge = judges.take();
              try {
                ByteText text = judge.judge(block, spare());
                input.giveBack(block);
                return new Judged(text, judge.lines(), weight);
              } finally {
                judges.add(judge);
              }
            }));
  }

  private ByteText spare() {
    ByteText spare = spares.poll();
    return spare == null ? new ByteText(0) : spare;
  }

  /** The next lines in their order; null at the end. */
  private @Nullable Judged next() throws InterruptedException {
    try {
      return queue.take().get();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof RuntimeException failure) {
        throw failure;
      }
      if (cause instanceof Error error) {
        throw error;
      }
      throw ErrorCode.INTERNAL.failure(cause, "a line could not be judged: %s", cause);
    }
  }

  private static Thread daemon(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }
}
