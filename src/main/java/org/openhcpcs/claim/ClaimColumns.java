package org.openhcpcs.claim;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;

/**
 * Which columns of a claims file hold what, by their names; capitals, blanks, underscores, hyphens,
 * points, slashes and parentheses do not count. Besides plain words these are the names of CMS's
 * research files (CCW) and claim feeds (CCLF), of Tuva, of OMOP and of exports of 837 claims.
 *
 * @param names the names of all columns
 * @param code the column of the code, from 0
 * @param date that of the date of service
 * @param modifiers those of the modifiers
 * @param knownOn that of the known-on date, -1 if there is none
 * @param units that of the billed units, -1 if there is none
 * @param ndc that of the drug package, -1 if there is none
 */
public record ClaimColumns(
    List<String> names,
    int code,
    int date,
    List<Integer> modifiers,
    int knownOn,
    int units,
    int ndc) {

  /** What stands behind the columns of the file. */
  public static final List<String> FOUND =
      List.of("verdict", "reason", "replacement", "edition", "checked", "modifier_verdicts");

  /** What stands behind them where a file has units and NDCs. */
  public static final String UNITS_REASON = "units_reason";

  private static final Pattern NO_LETTER = Pattern.compile("[\\s_./()-]");
  private static final Pattern LOOKS_LIKE_MODIFIER =
      Pattern.compile(".*(modifier|mdfr).*|.*mods?[0-9]*");
  private static final int LONGEST_LIST = 200;

  /** What a column can be for, with the names of each, those that count first before others. */
  public enum Role {
    CODE(
        "the code (code, hcpcs, hcpcs_code or procedure_code)",
        "code|hcpcs|hcpcscode|procedurecode",
        "(clmline|line)?(hcpcs|prcdr)cd|(procedure|proc|cpt|hcpcscpt|cpthcpcs|service|svc)(code|cd)|procedure|cpt|hcpcscpt|cpthcpcs|sv1010?2|sv2020?2",
        "(procedure|device|drug)sourcevalue|sourcecode|sv101|sv202"),
    DATE(
        "the date of service (date_of_service, service_date, dos or date)",
        "dates?ofservice|servicedate|dos|date|on",
        "line1stexpnsdt|clmlinefromdt|claimlinestartdate|revcntrdt|linesrvcbgndt|(line)?(service|svc|srvc)(date|dt)|(line)?(service|svc|srvc)?(from|start)(date|dt)"
            + "|(dateofservice|servicedate|dos)(from|start|begin)|(from|start)(dateofservice|dos)|proceduredate|procedurestartdate"
            + "|(device|drug)exposurestartdate|dtp47203|dtp03",
        "(clm|claim)(from|start)(dt|date)|statementfromdate"),
    MODIFIERS(
        "modifiers",
        "(modifiers?|mod)[0-9]*|(hcpcs|procedure|proc|cpt|line|service)?(modifiers?|mod|mdfr)(code|cd)?[0-9]*"
            + "|hcpcs[0-9](st|nd|rd|th)?mdfrcd|lineprcdrmdfrcd[0-9]?|modifiersourcevalue|sv1010?[3-6]|sv2020?[3-6]"),
    KNOWN_ON("the known-on date", "knownon"),
    UNITS(
        "the units",
        "units",
        "(line)?(billed|service|srvc)units?|unitsofservice|serviceunitquantity|linesrvccnt|clmlinesrvcunitqty|revcntrunitcnt"),
    NDC(
        "the NDC",
        "ndc|ndc11",
        "(line)?ndc(code|cd|number|num)|nationaldrugcode|(clm)?linendccd|revcntridendcupcnum");

    private final String words;

    @SuppressWarnings("ImmutableEnumChecker") // nobody can change it
    private final List<Pattern> names;

    Role(String words, String... names) {
      this.words = words;
      this.names = Stream.of(names).map(Pattern::compile).toList();
    }

    /** As {@code --columns} names it. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What is asked of a drug package, if all of it is there. */
  private static final Set<Role> PACKAGE = Set.of(Role.UNITS, Role.NDC);

  /** Whether a header names a code and a date. */
  static boolean fits(List<String> names, Map<Role, List<String>> wanted) {
    return !which(names, Role.CODE, wanted).isEmpty() && !which(names, Role.DATE, wanted).isEmpty();
  }

  /**
   * The columns that a header names.
   *
   * @param file what messages call it
   * @param form how it was read, for a message
   * @param wanted columns by their exact names, where the user says so
   * @throws HcpcsException USAGE if the code or the date of service has no column, or two, or one
   *     that is wanted is not there
   */
  public static ClaimColumns of(
      String file, String form, List<String> names, Map<Role, List<String>> wanted) {
    for (List<String> each : wanted.values()) {
      for (String name : each) {
        if (!names.contains(name)) {
          throw missing(file, form, names, name);
        }
      }
    }
    Map<Role, List<Integer>> found = new EnumMap<>(Role.class);
    for (Role role : Role.values()) {
      List<Integer> columns = which(names, role, wanted);
      if (!columns.isEmpty()) {
        found.put(role, columns);
      } else if (role == Role.CODE || role == Role.DATE) {
        throw missing(file, form, names, "for " + role.words);
      }
    }
    if (!found.keySet().containsAll(PACKAGE)) {
      found.keySet().removeAll(PACKAGE);
    }
    return new ClaimColumns(
        names,
        one(file, names, Role.CODE, found),
        one(file, names, Role.DATE, found),
        found.getOrDefault(Role.MODIFIERS, List.of()),
        one(file, names, Role.KNOWN_ON, found),
        one(file, names, Role.UNITS, found),
        one(file, names, Role.NDC, found));
  }

  public ClaimColumns {
    names = List.copyOf(names);
    modifiers = List.copyOf(modifiers);
  }

  public boolean hasKnownOn() {
    return knownOn >= 0;
  }

  /** Whether a line tells of a drug package, and how many units of it were billed. */
  public boolean hasPackages() {
    return units >= 0;
  }

  /** What stands behind the columns of this file. */
  List<String> found() {
    return hasPackages() ? Stream.concat(FOUND.stream(), Stream.of(UNITS_REASON)).toList() : FOUND;
  }

  /** The names of the columns that say nothing to the check. */
  public List<String> others() {
    return IntStream.range(0, names.size())
        .filter(i -> i != code && i != date && i != knownOn && i != units && i != ndc)
        .filter(i -> !modifiers.contains(i))
        .mapToObj(names::get)
        .filter(name -> !name.isEmpty())
        .toList();
  }

  /** Those of them that look as if they held modifiers. */
  public List<String> unjudgedModifiers() {
    return others().stream()
        .filter(name -> LOOKS_LIKE_MODIFIER.matcher(plain(name)).matches())
        .toList();
  }

  /**
   * Names that are all different, so that every value can be found by its name: a column of the
   * file that is named like one of ours gets {@code input_} before its name, a second one of a name
   * a number behind it.
   */
  List<String> outputNames() {
    Set<String> taken = new HashSet<>(found());
    List<String> output = new ArrayList<>();
    for (String column : names) {
      String given = column.isEmpty() ? "column_" + (output.size() + 1) : column;
      String base = found().contains(given) ? "input_" + given : given;
      String name = base;
      for (int i = 2; !taken.add(name); i++) {
        name = base + "_" + i;
      }
      output.add(name);
    }
    return output;
  }

  /** The one column of a role, -1 if there is none. */
  private static int one(
      String file, List<String> names, Role role, Map<Role, List<Integer>> columns) {
    List<Integer> found = columns.getOrDefault(role, List.of());
    List<String> called = found.stream().map(names::get).distinct().toList();
    if (called.size() == 1 && found.size() > 1) {
      throw ErrorCode.USAGE.failure(
          "%s: several columns are named %s; only the one that counts must have the name",
          file, called.get(0));
    }
    if (found.size() > 1) {
      throw ErrorCode.USAGE.failure(
          "%s: several columns for %s: %s; name the one that counts with --columns %s=NAME",
          file, role.words.replaceFirst(" \\(.*", ""), String.join(", ", called), role.label());
    }
    return found.isEmpty() ? -1 : found.get(0);
  }

  /** The columns of a role: those that are wanted, else those of the names that count most. */
  private static List<Integer> which(
      List<String> names, Role role, Map<Role, List<String>> wanted) {
    List<String> exact = wanted.get(role);
    if (exact != null) {
      return indices(names, exact::contains);
    }
    for (Pattern pattern : role.names) {
      List<Integer> found = indices(names, name -> pattern.matcher(plain(name)).matches());
      if (!found.isEmpty()) {
        return found;
      }
    }
    return List.of();
  }

  private static List<Integer> indices(List<String> names, Predicate<String> isMeant) {
    List<Integer> indices = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      if (isMeant.test(names.get(i))) {
        indices.add(i);
      }
    }
    return indices;
  }

  private static String plain(String name) {
    return NO_LETTER.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("");
  }

  private static HcpcsException missing(String file, String form, List<String> names, String what) {
    String found = String.join(", ", names).replaceAll("\\p{Cntrl}", "?");
    return ErrorCode.USAGE.failure(
        "%s: no column %s; name it with --columns; the file was read as %s, and the columns are: %s",
        file,
        what,
        form,
        found.length() > LONGEST_LIST ? found.substring(0, LONGEST_LIST) + " …" : found);
  }
}
