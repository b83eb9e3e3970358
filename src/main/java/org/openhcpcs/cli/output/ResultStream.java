package org.openhcpcs.cli.output;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;

/**
 * Where results go. A full disk, or a reader that went away, ends the command: a PrintStream alone
 * would keep it to itself, and half an answer look like a whole one. The reader of a pipe knows
 * that it had enough, so of that nothing is said.
 */
public final class ResultStream extends FilterOutputStream {

  private ResultStream(OutputStream out) {
    super(out);
  }

  /**
   * Prints to a stream in UTF-8; what fails is thrown as an HcpcsException with DISK, or with
   * READER_GONE where nobody reads the pipe any more.
   */
  public static PrintStream printer(OutputStream out) {
    return new PrintStream(new ResultStream(out), false, StandardCharsets.UTF_8);
  }

  @Override
  public void write(int b) {
    attempt(() -> out.write(b));
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    attempt(() -> out.write(bytes, offset, length));
  }

  @Override
  public void flush() {
    attempt(out::flush);
  }

  private interface Step {
    void run() throws IOException;
  }

  private static void attempt(Step step) {
    try {
      step.run();
    } catch (IOException e) {
      throw new HcpcsException(
          isBrokenPipe(e) ? ErrorCode.READER_GONE : ErrorCode.DISK,
          "the output cannot be written: " + e.getMessage() + "; what was printed is not all",
          e);
    }
  }

  /** Java tells EPIPE in no other way than in the words of the system. */
  private static boolean isBrokenPipe(IOException e) {
    return String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("broken pipe");
  }
}
