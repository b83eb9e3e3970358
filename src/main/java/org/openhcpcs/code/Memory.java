package org.openhcpcs.code;

import java.util.function.Supplier;

/**
 * Memory that is not enough for a piece of work, such as a file that is larger than all that Java
 * may use: the piece of work fails, and whoever asked for it may go on with another.
 */
public final class Memory {

  private static final int BYTES_PER_MB = 1 << 20;

  private Memory() {}

  /**
   * Does some work.
   *
   * @param what the file or the command that it is done for
   * @throws HcpcsException OUT_OF_MEMORY if the memory is not enough, also for another thread that
   *     the work waits for
   */
  public static <T> T enough(String what, Supplier<T> work) {
    try {
      return work.get();
    } catch (HcpcsException e) {
      throw e;
    } catch (RuntimeException e) {
      if (isExhausted(e)) {
        throw exhausted(what, e);
      }
      throw e;
    } catch (OutOfMemoryError e) {
      throw exhausted(what, e);
    }
  }

  /** Whether something failed because the memory was not enough. */
  public static boolean isExhausted(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof OutOfMemoryError) {
        return true;
      }
    }
    return false;
  }

  /** The failure of what the memory was not enough for. */
  public static HcpcsException exhausted(String what, Throwable cause) {
    return ErrorCode.OUT_OF_MEMORY.failure(
        cause,
        "%s: the memory is not enough, of which Java may use %d MB; give it more, as with JAVA_TOOL_OPTIONS=-Xmx2g",
        what,
        Runtime.getRuntime().maxMemory() / BYTES_PER_MB);
  }
}
