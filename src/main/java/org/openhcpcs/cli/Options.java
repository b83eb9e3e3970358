package org.openhcpcs.cli;

import org.openhcpcs.code.Edition;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;

/** Values of options that several commands have. */
final class Options {

  private Options() {}

  /** The value of {@code --edition}. */
  static Edition edition(String text) {
    return edition("--edition", text);
  }

  /** An edition as {@code YYYY-MM}, given for an option or operand of some name. */
  static Edition edition(String name, String text) {
    return Edition.parse(text)
        .orElseThrow(
            () ->
                new HcpcsException(
                    ErrorCode.USAGE,
                    name
                        + " "
                        + text
                        + ": not an edition; it is YYYY-01, YYYY-04, YYYY-07 or YYYY-10"));
  }
}
