package org.openhcpcs.source.claim;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.source.text.TypedDate;

/**
 * Which columns of a claims file hold what, by their names; capitals, blanks and underscores do not
 * count.
 */
final class ClaimColumns {

  private static final Pattern CODE = Pattern.compile("code|hcpcs|hcpcscode|procedurecode");
  private static final Pattern DATE = Pattern.compile("dateofservice|servicedate|dos|date");
  private static final Pattern MODIFIER = Pattern.compile("(modifiers?|mod)[0-9]*");
  private static final Pattern KNOWN_ON = Pattern.compile("knownon");

  private static final Pattern BETWEEN_MODIFIERS = Pattern.compile("[\\s,;:]+");
  private static final int LONGEST_LIST = 200;

  private final List<String> names;
  private final int code;
  private final int date;
  private final List<Integer> modifiers;
  private final Optional<Integer> knownOn;

  private ClaimColumns(
      List<String> names, int code, int date, List<Integer> modifiers, Optional<Integer> knownOn) {
    this.names = names;
    this.code = code;
    this.date = date;
    this.modifiers = modifiers;
    this.knownOn = knownOn;
  }

  /**
   * The columns that a header names.
   *
   * @throws HcpcsException USAGE if the code or the date of service has no column, or two
   */
  static ClaimColumns of(String file, List<String> header) {
    List<String> names = header.stream().map(ClaimColumns::clean).toList();
    int code =
        the(file, names, CODE, "the code")
            .orElseThrow(
                () -> missing(file, names, "the code (code, hcpcs, hcpcs_code or procedure_code)"));
    int date =
        the(file, names, DATE, "the date of service")
            .orElseThrow(
                () ->
                    missing(
                        file,
                        names,
                        "the date of service (date_of_service, service_date, dos or date)"));
    return new ClaimColumns(
        names, code, date, which(names, MODIFIER), the(file, names, KNOWN_ON, "the known-on date"));
  }

  List<String> names() {
    return names;
  }

  /** The names of the columns that say nothing to the check. */
  List<String> others() {
    List<String> others = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      if (i != code
          && i != date
          && !modifiers.contains(i)
          && !knownOn.equals(Optional.of(i))
          && !names.get(i).isEmpty()) {
        others.add(names.get(i));
      }
    }
    return others;
  }

  /**
   * A line of cells, read.
   *
   * @param cells the cells, fewer or more than there are columns if the file is so
   */
  ClaimLine read(List<String> cells) {
    List<String> own = new ArrayList<>(cells.subList(0, Math.min(cells.size(), names.size())));
    while (own.size() < names.size()) {
      own.add("");
    }
    List<String> mods = new ArrayList<>();
    for (int column : modifiers) {
      BETWEEN_MODIFIERS
          .splitAsStream(value(own, column))
          .filter(Predicate.not(String::isEmpty))
          .forEach(mods::add);
    }
    Optional<LocalDate> onDate = TypedDate.read(value(own, date));
    String known = knownOn.map(column -> value(own, column)).orElse("");
    Optional<LocalDate> knownDate = TypedDate.read(known);
    return new ClaimLine(
        own,
        value(own, code),
        mods,
        onDate.orElse(null),
        knownDate.orElse(null),
        problem(cells, own, onDate.isPresent(), known.isEmpty() || knownDate.isPresent()));
  }

  private ClaimLine.@Nullable Problem problem(
      List<String> cells, List<String> own, boolean hasDate, boolean hasKnownOn) {
    List<String> surplus = cells.subList(Math.min(names.size(), cells.size()), cells.size());
    if (surplus.stream().anyMatch(cell -> !cell.isBlank())) {
      return new ClaimLine.Problem(
          "bad line",
          cells.size()
              + " cells under "
              + names.size()
              + " columns, the last being: "
              + String.join(", ", surplus));
    }
    if (value(own, code).isEmpty()) {
      return new ClaimLine.Problem("no code", "there is no code");
    }
    if (!hasDate) {
      return badDate("date of service", own.get(date));
    }
    return hasKnownOn
        ? null
        : badDate("known-on date", knownOn.map(column -> own.get(column)).orElse(""));
  }

  private static ClaimLine.Problem badDate(String what, String text) {
    return new ClaimLine.Problem(
        "bad date",
        text.isBlank()
            ? "there is no " + what
            : text.strip() + " is no " + what + "; write YYYY-MM-DD, YYYYMMDD or MM/DD/YYYY");
  }

  private static String value(List<String> cells, int column) {
    return clean(cells.get(column)).toUpperCase(Locale.ROOT);
  }

  /** Without the blanks around it, those of Excel included. */
  private static String clean(String cell) {
    return cell.replace('\u00a0', ' ').strip();
  }

  private static Optional<Integer> the(
      String file, List<String> names, Pattern wanted, String what) {
    List<Integer> found = which(names, wanted);
    if (found.size() > 1) {
      throw new HcpcsException(
          ErrorCode.USAGE,
          file
              + ": several columns for "
              + what
              + ": "
              + found.stream().map(names::get).collect(Collectors.joining(", "))
              + "; rename all but one");
    }
    return found.stream().findFirst();
  }

  private static List<Integer> which(List<String> names, Pattern wanted) {
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i).toLowerCase(Locale.ROOT).replaceAll("[\\s_]", "");
      if (wanted.matcher(name).matches()) {
        found.add(i);
      }
    }
    return found;
  }

  private static HcpcsException missing(String file, List<String> names, String what) {
    String found = String.join(", ", names).replaceAll("\\p{Cntrl}", "?");
    return new HcpcsException(
        ErrorCode.USAGE,
        file
            + ": no column for "
            + what
            + "; the columns are: "
            + (found.length() > LONGEST_LIST ? found.substring(0, LONGEST_LIST) + " …" : found));
  }
}
