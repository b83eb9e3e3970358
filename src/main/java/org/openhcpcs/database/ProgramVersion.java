package org.openhcpcs.database;

import java.util.Objects;

/** The version of this program, which the database keeps beside what the program did to it. */
public final class ProgramVersion {

  private ProgramVersion() {}

  /** As the program's archive states it. */
  public static String get() {
    return Objects.requireNonNullElse(
        ProgramVersion.class.getPackage().getImplementationVersion(), "development");
  }
}
