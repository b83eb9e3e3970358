package org.openhcpcs.source.companion;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.code.Indicator;
import org.openhcpcs.code.LayoutField;
import org.openhcpcs.source.text.SourceText;
import org.openhcpcs.source.text.TypedDate;

/**
 * Reads a shipped record layout: the positions of the items, and the value lists that stand below
 * CODES or in the tables of the appendix. A layout that breaks off gives what it has.
 */
public final class RecordLayoutReader {

  private static final Pattern AS_OF = Pattern.compile("AS OF:\\s*(\\d{2}/\\d{2}/\\d{4})");
  private static final Pattern ITEM = Pattern.compile("^\\s*(\\d+)\\.\\s+\\S.*$");
  private static final Pattern POSITIONS =
      Pattern.compile("^\\s+(\\d{1,4})\\s+(\\d{1,4})\\s+(\\d{1,4})(?:\\s+(?:CHAR|NUM|GRP))?\\s*$");
  private static final Pattern ALIAS = Pattern.compile("STANDARD ALIAS : (\\S+)");
  private static final Pattern OCCURS =
      Pattern.compile("OCCURS MIN: (\\d{1,4}) OCCURS MAX: (\\d{1,4})");
  private static final Pattern CODES = Pattern.compile("^\\s+CODES\\s+:\\s*$");
  private static final Pattern TABLE = Pattern.compile("^\\s?(BETOS_TB|CMS_TYPE_SRVC_TB)\\b.*$");
  private static final Pattern END_OF_TABLES = Pattern.compile("^\\s?\\d{2}/\\d{2}/\\d{4}\\s*$");
  private static final Map<String, Indicator> INDICATORS =
      Stream.of(LayoutField.values())
          .filter(field -> field.indicator().isPresent())
          .collect(
              Collectors.toUnmodifiableMap(
                  LayoutField::standardAlias, field -> field.indicator().orElseThrow()));

  /** The families of the Berenson-Eggers classification, which the layout does not print. */
  private static final Map<Character, String> BETOS_FAMILIES =
      Map.of(
          'M', "Evaluation and management",
          'P', "Procedures",
          'I', "Imaging",
          'T', "Tests",
          'D', "Durable medical equipment",
          'O', "Other",
          'Y', "Exceptions and unclassified",
          'Z', "Exceptions and unclassified");

  private final String file;
  private final List<String> lines;
  private final List<RecordLayout.Item> items = new ArrayList<>();
  private final List<IndicatorValue> values = new ArrayList<>();
  private Optional<LocalDate> asOf = Optional.empty();
  private String alias = "";
  private int begin;
  private int end;
  private int occurs = 1;
  private int positionsLine;

  private RecordLayoutReader(String file, byte[] bytes) {
    this.file = file;
    this.lines =
        SourceText.of(bytes).storableLines().stream().map(RecordLayoutReader::expandTabs).toList();
  }

  /**
   * Reads a layout.
   *
   * @throws HcpcsException FILE_UNREADABLE if it has not one item with positions
   */
  public static RecordLayout read(String file, byte[] bytes) {
    return new RecordLayoutReader(file, bytes).read();
  }

  private RecordLayout read() {
    int i = 0;
    while (i < lines.size()) {
      i = readLine(i);
    }
    finishItem();
    if (items.isEmpty()) {
      throw ErrorCode.FILE_UNREADABLE.failure(
          "%s: no item with positions; not a record layout", file);
    }
    return new RecordLayout(file, asOf, items, values);
  }

  /** Reads the line, and the value list that it opens; returns the index of the next line. */
  private int readLine(int i) {
    String line = lines.get(i);
    Matcher table = TABLE.matcher(line);
    if (table.matches()) {
      int stop =
          nextLine(
              i + 1,
              text -> TABLE.matcher(text).matches() || END_OF_TABLES.matcher(text).matches());
      readValues(
          table.group(1).equals("BETOS_TB") ? Indicator.BETOS : Indicator.TYPE_OF_SERVICE,
          i + 1,
          stop);
      return stop;
    }
    Indicator indicator = INDICATORS.get(alias);
    if (indicator != null && CODES.matcher(line).matches()) {
      int stop =
          nextLine(i + 1, text -> ITEM.matcher(text).matches() || OCCURS.matcher(text).find());
      readValues(indicator, i + 1, stop);
      return stop;
    }
    readItemLine(line, i + 1);
    return i + 1;
  }

  private void readItemLine(String line, int number) {
    Matcher positions = POSITIONS.matcher(line);
    Matcher aliases = ALIAS.matcher(line);
    Matcher repeated = OCCURS.matcher(line);
    Matcher date = AS_OF.matcher(line);
    if (ITEM.matcher(line).matches()) {
      finishItem();
    } else if (positions.matches() && isWidth(positions)) {
      begin = Integer.parseInt(positions.group(2));
      end = Integer.parseInt(positions.group(3));
      positionsLine = number;
    } else if (aliases.find()) {
      alias = aliases.group(1);
    } else if (repeated.find()) {
      occurs =
          Math.max(
              1,
              Math.max(Integer.parseInt(repeated.group(1)), Integer.parseInt(repeated.group(2))));
    } else if (date.find() && asOf.isEmpty()) {
      asOf = TypedDate.read(date.group(1));
    }
  }

  private static boolean isWidth(Matcher positions) {
    return Integer.parseInt(positions.group(3)) - Integer.parseInt(positions.group(2)) + 1
        == Integer.parseInt(positions.group(1));
  }

  private void finishItem() {
    if (positionsLine > 0) {
      items.add(new RecordLayout.Item(alias, begin, end, occurs, positionsLine));
    }
    alias = "";
    occurs = 1;
    positionsLine = 0;
  }

  private int nextLine(int from, Function<String, Boolean> isEnd) {
    int i = from;
    while (i < lines.size() && !isEnd.apply(lines.get(i))) {
      i++;
    }
    return i;
  }

  private void readValues(Indicator indicator, int from, int stop) {
    ValueList list = new ValueList(indicator);
    for (int i = from; i < stop; i++) {
      list.add(lines.get(i), i + 1);
    }
    values.addAll(list.values());
  }

  /**
   * The families of BETOS by the first letter of a code; empty for other indicators and unknown
   * letters.
   */
  static Optional<String> family(Indicator indicator, String code) {
    return indicator == Indicator.BETOS
        ? Optional.ofNullable(BETOS_FAMILIES.get(code.charAt(0)))
        : Optional.empty();
  }

  private static String expandTabs(String line) {
    if (line.indexOf('\t') < 0) {
      return line.stripTrailing();
    }
    StringBuilder expanded = new StringBuilder();
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      expanded.append(c == '\t' ? " ".repeat(8 - expanded.length() % 8) : String.valueOf(c));
    }
    return expanded.toString().stripTrailing();
  }
}
