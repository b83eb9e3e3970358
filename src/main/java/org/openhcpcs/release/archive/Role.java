package org.openhcpcs.release.archive;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;

/**
 * What a file of a release is for. Names alone mislead ({@code HCPC2025_OCT_ANWEB_Transaction
 * Report_v4.xlsx} is no code file), so the more telling words of a name go first, and a text is a
 * code file only if it holds records, or is named like one.
 */
public enum Role {
  CODE_FILE_TEXT,
  CODE_FILE_WORKBOOK,
  CODE_FILE_CSV,
  TRANSACTION_REPORT,
  CORRECTIONS,
  RECORD_LAYOUT,
  PROCESSING_NOTES,
  NOC_LIST,
  READ_ME,
  OTHER;

  private static final Pattern LAYOUT = Pattern.compile("record.?layout|contr_record");
  private static final Pattern NOTES = Pattern.compile("proc(?:ess(?:ing)?)?.?notes?(?![a-z])");
  private static final Pattern NOC =
      Pattern.compile("(?<![a-z])noc(?:codes?)?(?![a-z])|not.otherwise.classified");
  private static final Pattern CORRECTION = Pattern.compile("correction");
  private static final Pattern TRANSACTIONS =
      Pattern.compile(
          "trans(actions?)?[ _-]*(report|alpha|rep|rpt)|transactions?(?![a-z])|changes[ _-]*by|trans_");

  /** The more telling words go first. */
  private static final List<Map.Entry<Pattern, Role>> COMPANIONS =
      List.of(
          Map.entry(LAYOUT, RECORD_LAYOUT),
          Map.entry(NOTES, PROCESSING_NOTES),
          Map.entry(CORRECTION, CORRECTIONS),
          Map.entry(TRANSACTIONS, TRANSACTION_REPORT),
          Map.entry(NOC, NOC_LIST));

  private static final Pattern READ = Pattern.compile("read.?me|hcpcread");
  private static final Pattern RECORD_LINE =
      Pattern.compile("(?m)^(?:\\xEF\\xBB\\xBF)?( {3}[A-Z0-9]{2}|[A-Z][0-9]{4})[0-9]{5}[3478]");
  private static final Pattern ITEM_LINE =
      Pattern.compile("(?m)^ *\\d+ +\\d+ +\\d+ +(CHAR|NUM|GRP|REC)");

  /** The word that the database uses. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether a release can be loaded from a file of this role. */
  public boolean isCodeFile() {
    return this == CODE_FILE_TEXT || isCodeTable();
  }

  /** Whether it is a code file whose records are rows of a table. */
  public boolean isCodeTable() {
    return this == CODE_FILE_WORKBOOK || this == CODE_FILE_CSV;
  }

  /** The role of a file by its name; empty for a text of which only the content tells. */
  static Optional<Role> ofName(String name) {
    if (name.startsWith("._")) {
      return Optional.of(OTHER); // what macOS knows of the file of that name, and packs beside it
    }
    String lower = name.toLowerCase(Locale.ROOT);
    boolean text = lower.endsWith(".txt") || lower.endsWith(".prn");
    boolean workbook = lower.endsWith(".xls") || lower.endsWith(".xlsx");
    boolean csv = lower.endsWith(".csv");
    if (!text && !workbook && !csv) {
      return Optional.of(OTHER);
    }
    Optional<Role> companion = companion(name);
    if (companion.isPresent()) {
      boolean isText = companion.get() == RECORD_LAYOUT || companion.get() == PROCESSING_NOTES;
      return companion.filter(role -> isText ? text : workbook).or(() -> Optional.of(OTHER));
    }
    if (READ.matcher(lower).find()) {
      return Optional.of(READ_ME);
    }
    if (text) {
      return Optional.empty();
    }
    return Optional.of(!isNamed(lower) ? OTHER : workbook ? CODE_FILE_WORKBOOK : CODE_FILE_CSV);
  }

  /** What a name says of a file beside the codes, whether or not its form is one that is read. */
  public static Optional<Role> companion(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return COMPANIONS.stream()
        .filter(each -> each.getKey().matcher(lower).find() && !name.startsWith("._"))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static boolean isNamed(String lower) {
    return lower.contains("anweb") || lower.contains("_a-n");
  }

  /** Whether a file is a workbook or CSV by its name. */
  public static boolean isTable(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".xls") || lower.endsWith(".xlsx") || lower.endsWith(".csv");
  }

  /**
   * What a text is meant to be; one that is named like a code file may hold no records all the
   * same.
   */
  static Role ofText(String name, byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    if (hasRecord(text)) {
      return CODE_FILE_TEXT;
    }
    if (ITEM_LINE.matcher(text).find()) {
      return RECORD_LAYOUT;
    }
    return isNamed(name.toLowerCase(Locale.ROOT))
            || Utf16.text(bytes).filter(Role::hasRecord).isPresent()
        ? CODE_FILE_TEXT
        : OTHER;
  }

  private static boolean hasRecord(String text) {
    return RECORD_LINE.matcher(text).find();
  }

  /**
   * Why no codes can be read from a text that is meant to be a code file: FILE_UNREADABLE if nobody
   * can tell what is in it, NO_RELEASE_FOUND if there is no record; empty if they can.
   */
  static Optional<HcpcsException> problem(String name, byte[] text) {
    if (hasRecord(new String(text, StandardCharsets.ISO_8859_1))) {
      return Optional.empty();
    }
    if (text.length == 0 || Utf16.is(text)) {
      return Optional.of(
          ErrorCode.FILE_UNREADABLE.failure(
              "%s: %s",
              name, text.length == 0 ? "it is empty; copy or download it again" : Utf16.REASON));
    }
    return Optional.of(
        ErrorCode.NO_RELEASE_FOUND.failure("%s: no line of it is an HCPCS record", name));
  }
}
