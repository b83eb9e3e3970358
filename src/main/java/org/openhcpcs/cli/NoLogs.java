package org.openhcpcs.cli;

import java.io.IOException;
import java.util.logging.LogManager;

/**
 * Java's logs with nothing set: what libraries have to say comes as an exception too. Where Java
 * reads settings it then looks for other loggers in every file of the class path, which takes a
 * tenth of a short command, and the driver waits for it. What Java itself has to say then goes to
 * the standard error.
 */
public final class NoLogs extends LogManager {

  /** Java goes on without settings, and without looking further. */
  @Override
  public void readConfiguration() throws IOException {
    throw new IOException("there are no settings of logs");
  }
}
