package org.openhcpcs.code;

import org.jspecify.annotations.Nullable;

/** The one exception that this program throws: what failed, in one line that says what to do. */
public final class HcpcsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ErrorCode errorCode;

  public HcpcsException(ErrorCode errorCode, String message) {
    this(errorCode, message, null);
  }

  public HcpcsException(ErrorCode errorCode, String message, @Nullable Throwable cause) {
    super(OneLine.of(message), cause);
    this.errorCode = errorCode;
  }

  public ErrorCode errorCode() {
    return errorCode;
  }
}
