package org.openhcpcs.release;

import java.util.Optional;
import org.openhcpcs.code.HcpcsException;

/** Tells by its content whether a workbook or CSV is a code table. */
@FunctionalInterface
public interface TableCheck {

  /**
   * Why a file is no code table: FILE_UNREADABLE if it cannot be read, NO_RELEASE_FOUND if it lacks
   * the columns of one; empty if it is one.
   */
  Optional<HcpcsException> problem(String file, byte[] bytes);
}
