package org.openhcpcs.web.http;

/** Ends the work on a request with a problem. */
public final class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  public ProblemException(int status, String detail) {
    super(detail, null, false, false); // it is an answer, and nobody looks where it came from
    this.problem = Problem.of(status, detail);
  }

  public Problem problem() {
    return problem;
  }
}
