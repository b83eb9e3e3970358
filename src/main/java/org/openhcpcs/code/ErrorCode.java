package org.openhcpcs.code;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Why a command failed: a stable name for scripts, and the exit code of the process.
 *
 * <p>Exit codes: 1 failed, 2 wrong usage, 3 a gate refused to publish, 4 another run holds the
 * lock, 5 database not reachable, 141 whoever read the output went away.
 */
public enum ErrorCode {
  USAGE(2),
  PATH_NOT_FOUND(1),
  NO_RELEASE_FOUND(1),
  EDITION_UNKNOWN(1),
  NOTHING_LOADED(1),
  SAMPLE_REFUSED(1),
  ARCHIVE_DAMAGED(1),
  ARCHIVE_HOSTILE(1),
  FILE_UNREADABLE(1),
  DOWNLOAD_FAILED(1),
  CODE_NOT_FOUND(1),
  FEED_REFUSED(1),
  DISK(1),
  OUT_OF_MEMORY(1),
  QUERY_FAILED(1),
  DATABASE_FAILED(1),
  DATABASE_TOO_NEW(1),
  DATABASE_TOO_OLD(1),
  INVARIANT_VIOLATED(1),
  GATE_REFUSED(3),
  LOCK_HELD(4),
  DATABASE_UNREACHABLE(5),
  /** More is asked at once than can be answered. */
  BUSY(1),
  PORT_IN_USE(1),
  /** What the shell says of a program that SIGPIPE ended. */
  READER_GONE(141),
  INTERNAL(1);

  private final int exitCode;

  ErrorCode(int exitCode) {
    this.exitCode = exitCode;
  }

  /** The code of a failure; INTERNAL if it is none that was foreseen. */
  public static ErrorCode of(RuntimeException failure) {
    return failure instanceof HcpcsException known ? known.errorCode() : INTERNAL;
  }

  /** A failure of this kind; its message is put together as {@link String#format} does. */
  @FormatMethod
  public HcpcsException failure(@FormatString String message, @Nullable Object... values) {
    return new HcpcsException(this, String.format(Locale.ROOT, message, values));
  }

  /** The same, where something else that failed is the cause. */
  @FormatMethod
  public HcpcsException failure(
      @Nullable Throwable cause, @FormatString String message, @Nullable Object... values) {
    return new HcpcsException(this, String.format(Locale.ROOT, message, values), cause);
  }

  /** What the process returns to its caller. */
  public int exitCode() {
    return exitCode;
  }
}
