package org.openhcpcs.cli.command;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.ErrorCode;

/** Values of options that several commands have. */
public final class Options {

  private static final Pattern REVISION = Pattern.compile("(\\d{4}-\\d{2})(?:\\.([1-9]\\d{0,8}))?");

  private static final Pattern AROUND = Pattern.compile("^[\\s\\p{Z}]+|[\\s\\p{Z}]+$");

  private Options() {}

  /**
   * An edition, or one revision of it.
   *
   * @param number its place among the revisions, 1 upwards; empty for the edition as such
   */
  public record EditionRevision(Edition edition, OptionalInt number) {}

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

  /** A code as the database has it: in capitals, without the blanks that a copied cell has. */
  public static String code(String text) {
    return AROUND.matcher(text).replaceAll("").toUpperCase(Locale.ROOT);
  }

  /** A day as YYYY-MM-DD, given for an option of some name. */
  public static LocalDate day(String name, String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw ErrorCode.USAGE.failure(e, "%s %s: not a day; it is YYYY-MM-DD", name, text);
    }
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
