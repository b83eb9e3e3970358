package org.openhcpcs.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HcpcsExceptionTest {

  @Test
  void carriesItsCodeMessageAndCause() {
    IOException cause = new IOException("disk");
    HcpcsException exception = new HcpcsException(ErrorCode.DISK, "cannot write", cause);
    assertThat(exception).hasMessage("cannot write").hasCause(cause);
    assertThat(exception.errorCode()).isEqualTo(ErrorCode.DISK);
    assertThat(new HcpcsException(ErrorCode.USAGE, "what").getCause()).isNull();
  }

  /** The exit codes are a contract with schedulers. */
  @ParameterizedTest
  @CsvSource({
    "USAGE, 2",
    "PATH_NOT_FOUND, 1",
    "NO_RELEASE_FOUND, 1",
    "EDITION_UNKNOWN, 1",
    "NOTHING_LOADED, 1",
    "SAMPLE_REFUSED, 1",
    "ARCHIVE_DAMAGED, 1",
    "ARCHIVE_HOSTILE, 1",
    "FILE_UNREADABLE, 1",
    "OUT_OF_MEMORY, 1",
    "GATE_REFUSED, 3",
    "LOCK_HELD, 4",
    "DATABASE_UNREACHABLE, 5",
    "READER_GONE, 141",
    "INTERNAL, 1"
  })
  void exitsAsTheContractSays(ErrorCode code, int exitCode) {
    assertThat(code.exitCode()).isEqualTo(exitCode);
  }
}
