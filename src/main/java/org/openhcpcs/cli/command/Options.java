package org.openhcpcs.cli.command;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.CodeRecord;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.history.DateSpan;

/** Values of options that several commands have. */
public final class Options {

  private static final Pattern REVISION = Pattern.compile("(\\d{4}-\\d{2})(?:\\.([1-9]\\d{0,8}))?");

  private Options() {}

  /** The file that {@code --out} names; null for {@code -}, the standard output. */
  public static @Nullable Path file(@Nullable Path given) {
    return Path.of("-").equals(given) ? null : given;
  }

  /**
   * An edition, or one revision of it.
   *
   * @param number its place among the revisions, 1 upwards; empty for the edition as such
   */
  public record EditionRevision(Edition edition, OptionalInt number) {}

  /** A code in capitals. None is refused: a shell writes that for a variable that is not set. */
  public static String code(String text) {
    String code = CodeRecord.codeOf(text).replace('\0', ' ');
    if (code.isEmpty()) {
      throw ErrorCode.USAGE.failure("the code is empty; give one such as S9372");
    }
    return code;
  }

  /** Whether a text has the form {@code YYYY-MM} or {@code YYYY-MM.N}. */
  public static boolean isRevision(String text) {
    return REVISION.matcher(text).matches();
  }

  /** An edition or a revision, given for an option or operand of some name. */
  public static EditionRevision revision(String name, String text) {
    Matcher matcher = REVISION.matcher(text);
    if (!matcher.matches()) {
      throw ErrorCode.USAGE.failure(
          "%s %s: not an edition; it is YYYY-MM, or YYYY-MM.N for its revision N", name, text);
    }
    return new EditionRevision(
        edition(name, matcher.group(1)),
        matcher.group(2) == null
            ? OptionalInt.empty()
            : OptionalInt.of(Integer.parseInt(matcher.group(2))));
  }

  /** A day as YYYY-MM-DD, given for an option of some name. */
  public static LocalDate day(String name, String text) {
    return DateSpan.day(text)
        .orElseThrow(
            () -> ErrorCode.USAGE.failure("%s %s: not a day; it is YYYY-MM-DD", name, text));
  }

  /** The value of {@code --edition}. */
  public static Edition edition(String text) {
    return edition("--edition", text);
  }

  /** An edition as {@code YYYY-MM}, given for an option or operand of some name. */
  public static Edition edition(String name, String text) {
    return Edition.parse(text)
        .orElseThrow(
            () ->
                ErrorCode.USAGE.failure(
                    "%s %s: not an edition; it is YYYY-01, YYYY-04, YYYY-07 or YYYY-10",
                    name, text));
  }
}
