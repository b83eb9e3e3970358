package org.openhcpcs.web.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.openhcpcs.claim.ClaimBasis;
import org.openhcpcs.claim.ClaimCheck;
import org.openhcpcs.claim.ClaimInput;
import org.openhcpcs.claim.LineCheck;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.code.reference.PackageUnits;
import org.openhcpcs.store.serve.PublishedState;
import org.openhcpcs.web.http.MediaType;
import org.openhcpcs.web.http.ProblemException;
import org.openhcpcs.web.http.Router;
import org.openhcpcs.web.http.WebAnswer;
import org.openhcpcs.web.http.WebRequest;

/**
 * {@code POST /api/v1/check}: claim lines in, the same lines with what was found out, as CSV or as
 * JSON objects of a line each. Lines come out while others come in, of whatever number; a few
 * requests of this kind at a time, so that slow ones take no thread from others.
 */
final class ClaimsAnswer {

  private static final int AT_ONCE = 8;
  private static final long MOST_BYTES = 1L << 30;

  private final Router router;
  private final Memory memory;
  private final Semaphore places = new Semaphore(AT_ONCE);

  ClaimsAnswer(Router router, Memory memory) {
    this.router = router;
    this.memory = memory;
  }

  WebAnswer answer(WebRequest request) {
    LocalDate given = request.parameters().day("known_on").orElse(null);
    String type = request.headerOr("Content-Type", "").toLowerCase(Locale.ROOT);
    boolean isJson = type.contains("json");
    if (!isJson && !type.contains("csv") && !type.contains("text/plain")) {
      throw new ProblemException(
          415, "send claim lines with the header Content-Type: text/csv or application/x-ndjson");
    }
    if (Long.parseLong(request.headerOr("Content-Length", "0")) > MOST_BYTES) {
      throw tooLarge();
    }
    if (!places.tryAcquire()) {
      throw new ProblemException(
          503,
          "enough files of claim lines are being checked; send this one again in a few seconds");
    }
    boolean isTaken = false;
    try {
      PublishedState state = router.loaded();
      LineCheck check = memory.of(state).check();
      LocalDate knownOn = given == null ? state.today() : given;
      LimitedInput body = new LimitedInput(request.body(), MOST_BYTES);
      PushbackInputStream in = new PushbackInputStream(body);
      WebAnswer.Streamed answer = isJson ? json(in, check, knownOn) : csv(in, check, knownOn);
      isTaken = true;
      return WebAnswer.streamed(
              isJson ? MediaType.NDJSON : MediaType.CSV,
              out -> {
                try {
                  DelayedOutput delayed = new DelayedOutput(out);
                  answer.write(delayed);
                  delayed.finish();
                } catch (IOException e) {
                  if (body.isOver()) {
                    throw tooLarge();
                  }
                  throw e;
                } finally {
                  places.release();
                }
              })
          .with("Cache-Control", "no-store")
          .ofCms();
    } finally {
      if (!isTaken) {
        places.release();
      }
    }
  }

  private static ProblemException tooLarge() {
    return new ProblemException(
        413, "the content is larger than %s bytes; send it in several requests", MOST_BYTES);
  }

  private WebAnswer.Streamed json(PushbackInputStream body, LineCheck check, LocalDate knownOn) {
    if (first(body) == '[') {
      throw new ProblemException(
          400, "the request is a JSON array; send its objects one a line, without the brackets");
    }
    return out ->
        new JsonClaims(check, () -> check.with(memory.packages()), knownOn).run(body, out);
  }

  /** The header is read at once, so that what is no file of claims gets a problem. */
  private WebAnswer.Streamed csv(PushbackInputStream body, LineCheck check, LocalDate knownOn) {
    ClaimInput claims = opened(body);
    ClaimBasis basis =
        new ClaimBasis(
            check.lives(),
            claims.columns().hasPackages() ? memory.packages() : PackageUnits.none(),
            knownOn);
    return out -> {
      try {
        ClaimCheck.run(
            claims, basis, (bytes, length) -> out.write(bytes, 0, length), lines -> {}, null);
      } catch (HcpcsException e) {
        if (e.getCause() instanceof IOException) {
          throw new IOException(e); // the request ended early, and its lines are not at fault
        }
        throw e;
      }
    };
  }

  private static ClaimInput opened(PushbackInputStream body) {
    if (first(body) < 0) {
      throw new ProblemException(
          400, "the request is empty; its first line must name the columns: code, date_of_service");
    }
    try {
      return new ClaimInput("the request", body, Map.of());
    } catch (HcpcsException e) {
      String message = String.valueOf(e.getMessage());
      throw new ProblemException(
          400, "%s", message.replaceFirst("; name [^;]* with --columns[^;]*", ""));
    }
  }

  /** The first byte, which is read again; negative if there is none. */
  private static int first(PushbackInputStream body) {
    try {
      int first = body.read();
      if (first >= 0) {
        body.unread(first);
      }
      return first;
    } catch (IOException e) {
      throw new ProblemException(400, "the request ended before its content");
    }
  }

  /** Ends at a limit with a failure, so that nobody sends without end. */
  private static final class LimitedInput extends InputStream {

    private final InputStream in;
    private long left;

    LimitedInput(InputStream in, long limit) {
      this.in = in;
      this.left = limit;
    }

    boolean isOver() {
      return left < 0;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int count = in.read(target, offset, length);
      left -= Math.max(count, 0);
      if (left < 0) {
        throw new IOException("too large");
      }
      return count;
    }
  }

  /**
   * Keeps the beginning back: many clients read nothing until they have sent everything, and both
   * sides would wait for each other.
   */
  private static final class DelayedOutput extends OutputStream {

    private static final int KEPT = 8 << 20;

    private final OutputStream out;
    private ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private boolean isOpen;

    DelayedOutput(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (!isOpen && kept.size() + length > KEPT) {
        open();
      }
      if (isOpen) {
        out.write(bytes, offset, length);
      } else {
        kept.write(bytes, offset, length);
      }
    }

    private void open() throws IOException {
      kept.writeTo(out);
      kept = new ByteArrayOutputStream(0);
      isOpen = true;
    }

    /** Nothing is sent early. */
    @Override
    public void flush() {}

    /** Sends what is kept, unless what was to come failed: then the rest is never there. */
    void finish() throws IOException {
      if (!isOpen) {
        open();
      }
      out.flush();
    }
  }
}
