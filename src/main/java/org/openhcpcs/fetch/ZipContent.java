package org.openhcpcs.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.code.OneLine;
import org.openhcpcs.release.archive.Archive;

/** Looks at what came in place of a zip. */
public final class ZipContent {

  private static final Pattern TITLE = Pattern.compile("(?is)<title[^>]*>\\s*([^<]{1,80})");
  private static final byte[] SIGNATURE = {'P', 'K', 3, 4};
  private static final int BEGINNING = 4096;

  private ZipContent() {}

  /**
   * The answer itself, or a failure if it brought something that does not even begin as a zip, such
   * as a web page with status 200.
   *
   * @param file what it brought, or the beginning of that
   * @throws HcpcsException DISK if the file cannot be read
   */
  public static Answer check(Answer answer, Path file) {
    if (!(answer instanceof Answer.Received)) {
      return answer;
    }
    byte[] beginning = beginning(file);
    boolean isZip =
        beginning.length >= SIGNATURE.length
            && Arrays.equals(beginning, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length);
    return isZip
        ? answer
        : new Answer.Failed(
            Optional.of(200),
            "answered with %s instead of a zip"
                .formatted(what(new String(beginning, StandardCharsets.UTF_8))));
  }

  private static String what(String beginning) {
    if (beginning.isEmpty()) {
      return "nothing";
    }
    if (!beginning.stripLeading().startsWith("<")) {
      return "something else";
    }
    Matcher title = TITLE.matcher(beginning);
    return title.find()
        ? "the web page \"" + OneLine.of(title.group(1)).strip().replaceAll(" +", " ") + "\""
        : "a web page";
  }

  /** Whether a zip is there to its end, harmless or not. */
  public static boolean isWhole(Path file) {
    try {
      Archive.ofZip(file);
      return true;
    } catch (HcpcsException e) {
      return e.errorCode() == ErrorCode.ARCHIVE_HOSTILE;
    }
  }

  private static byte[] beginning(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(BEGINNING);
    } catch (IOException e) {
      throw ErrorCode.DISK.failure(e, "%s: cannot be read: %s", file, e.getMessage());
    }
  }
}
