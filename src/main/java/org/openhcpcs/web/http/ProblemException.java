package org.openhcpcs.web.http;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Ends the work on a request with a problem. */
public final class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  @FormatMethod
  public ProblemException(int status, @FormatString String detail, @Nullable Object... values) {
    super(
        String.format(Locale.ROOT, detail, values),
        null,
        false,
        false); // it is an answer, and nobody looks where it came from
    this.problem = Problem.of(status, String.valueOf(getMessage()));
  }

  public Problem problem() {
    return problem;
  }
}
