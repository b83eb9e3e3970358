package org.openhcpcs.source.companion;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.Indicator;
import org.openhcpcs.release.Naming;

/**
 * One value list of a record layout: lines {@code CODE = text}, indented further where the text
 * goes on, and headings above groups of values. In the list of lab certifications, values that are
 * indented further belong to the value above them.
 */
final class ValueList {

  private static final Pattern VALUE = Pattern.compile("^(\\s*)([A-Z0-9]{1,3})\\s*= (.*)$");
  private static final Pattern RULE = Pattern.compile("^\\s*-+$");
  private static final String DAY = "(\\d{1,2}/(?:\\d{1,2}/)?\\d{2,4})";
  private static final Pattern EFFECTIVE = Pattern.compile("\\(eff(?:ec)? " + DAY + "\\)");
  private static final Pattern ENDED =
      Pattern.compile("\\((?:obsoleted?|discontinued) " + DAY + "\\)");
  private static final Pattern NOT_SINCE_1998 =
      Pattern.compile("(?i)not applicable as of january 1, 1998");
  private static final int HANGING = 2;

  private final Indicator indicator;
  private final List<OpenValue> drafts = new ArrayList<>();
  private final List<String> headings = new ArrayList<>();
  private int indent = -1;
  private boolean headingContinues;
  private @Nullable OpenValue parent;

  ValueList(Indicator indicator) {
    this.indicator = indicator;
  }

  void add(String line, int number) {
    Matcher value = VALUE.matcher(line);
    if (line.isBlank() || RULE.matcher(line).matches()) {
      return;
    }
    if (value.matches()) {
      addValue(value, number);
    } else if (!drafts.isEmpty() && !headingContinues && indentOf(line) > indent + HANGING) {
      drafts.get(drafts.size() - 1).text.append(' ').append(line.strip());
    } else {
      addHeading(line);
    }
  }

  private void addValue(Matcher value, int number) {
    int own = value.group(1).length();
    indent = indent < 0 ? own : Math.min(indent, own);
    OpenValue draft = new OpenValue(value.group(2), value.group(3), number);
    if (indicator == Indicator.LAB_CERTIFICATION) {
      if (own <= indent + 1) {
        parent = draft;
      } else if (parent != null) {
        draft.heading = parent.description();
      }
    } else {
      draft.heading =
          RecordLayoutReader.family(indicator, draft.code)
              .orElse(headings.isEmpty() ? null : String.join(": ", headings).replace(",: ", ", "));
    }
    drafts.add(draft);
    headingContinues = false;
  }

  private void addHeading(String line) {
    if (indent < 0) {
      indent = indentOf(line);
    }
    if (!headingContinues) {
      headings.clear();
    }
    headings.add(line.strip());
    headingContinues = true;
  }

  List<IndicatorValue> values() {
    return drafts.stream().map(draft -> draft.value(indicator)).toList();
  }

  private static int indentOf(String line) {
    return line.length() - line.stripLeading().length();
  }

  /** A value whose text may go on. */
  private static final class OpenValue {

    private final String code;
    private final StringBuilder text;
    private final int line;
    private @Nullable String heading;

    OpenValue(String code, String text, int line) {
      this.code = code;
      this.text = new StringBuilder(text);
      this.line = line;
    }

    /** In one line; the layouts print "e.G." where "e.g." is meant. */
    String description() {
      return text.toString().replaceAll("\\s+", " ").strip().replace("e.G.", "e.g.");
    }

    IndicatorValue value(Indicator indicator) {
      String description = description();
      boolean hasHistory = description.contains(" before ") || description.contains("eff.");
      LocalDate from = hasHistory ? null : first(EFFECTIVE, description);
      LocalDate to =
          hasHistory
              ? null
              : NOT_SINCE_1998.matcher(description).find()
                  ? LocalDate.of(1998, 1, 1)
                  : first(ENDED, description);
      boolean contradict = from != null && to != null && !from.isBefore(to);
      return new IndicatorValue(
          indicator,
          code,
          description,
          heading,
          contradict ? null : from, // the description still says what stands there
          contradict ? null : to,
          line);
    }

    private static @Nullable LocalDate first(Pattern pattern, String description) {
      Matcher matcher = pattern.matcher(description);
      return matcher.find() ? date(matcher.group(1)).orElse(null) : null;
    }

    /** {@code M/Y} is the first of the month; two digits of a year are of 1951 to 2050. */
    private static Optional<LocalDate> date(String text) {
      List<String> parts = List.of(text.split("/", -1));
      int year = Integer.parseInt(parts.get(parts.size() - 1));
      int fullYear = year >= 100 ? year : year > 50 ? 1900 + year : 2000 + year;
      return Naming.date(
          Integer.toString(fullYear), parts.get(0), parts.size() == 3 ? parts.get(1) : "1");
    }
  }
}
