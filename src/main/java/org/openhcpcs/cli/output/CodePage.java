package org.openhcpcs.cli.output;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.Field;
import org.openhcpcs.code.LayoutField;
import org.openhcpcs.web.Words;

/**
 * The page of one code: its descriptions, then every field with its value and what the value means.
 *
 * @param row the code's row of {@code hcpcs.code_detail}
 * @param meanings what each column means, to be printed below it; empty for none
 */
public record CodePage(
    Terminal terminal, Map<String, @Nullable String> row, Map<String, String> meanings) {

  private static final int LABEL = 28;
  private static final int VALUE = 14;
  private static final int NARROWEST = 24;

  public void print() {
    println(
        terminal.heading(
            Wrap.lines(get("code") + "  " + get("short_description"), terminal.width()).get(0)));
    println("");
    Wrap.lines(get("long_description"), terminal.width()).forEach(this::println);
    println("");
    field("Kind", "kind", get("kind"), "");
    field("Status", "status", get("status"), validity());
    optional("Section", "section", get("section"), get("section_title"));
    optional("Replaced by", "replaced_by", get("replaced_by"), "");
    optional("Earlier meaning", "earlier_meanings", get("earlier_meanings"), "");
    if (get("is_noc").equals("t")) {
      field("Not otherwise classified", "is_noc", "yes", "");
    }
    for (Field field : Field.ALL) {
      if (field != Field.LONG_DESCRIPTION && field != Field.SHORT_DESCRIPTION && isShown(field)) {
        field(
            label(field),
            field.column(),
            get(field.column()),
            get(field.column() + (field == Field.STATUTE ? "_reference" : "_description")));
      }
    }
    optional(
        "One unit is",
        "unit",
        (get("unit_amount") + " " + get("unit")).strip(),
        get("unit_basis").replaceFirst("^(exact|each)$", ""));
    optional("Last changed in", "last_changed_in", get("last_changed_in"), "");
    field(
        "Edition",
        "edition",
        get("edition"),
        "revision %s, published %s%s"
            .formatted(
                get("revision"),
                get("published_on"),
                get("is_sample").equals("t") ? "; sample, no CMS publication" : ""));
  }

  /**
   * Prints what other tables say of the code, as fields.
   *
   * @param fields label, value and description of each
   */
  public void print(List<List<@Nullable String>> fields) {
    for (List<@Nullable String> each : fields) {
      field(text(each.get(0)), "", text(each.get(1)), text(each.get(2)));
    }
  }

  private void optional(String label, String column, String value, String description) {
    if (!value.isEmpty()) {
      field(label, column, value, description);
    }
  }

  /** A repeated field shows its first position, and the others where they hold something. */
  private boolean isShown(Field field) {
    return field.occurrence() == 1 || !get(field.column()).isEmpty();
  }

  private String validity() {
    String added = get("added_date");
    String terminated = get("termination_date");
    if (added.isEmpty()) {
      return "";
    }
    return "from " + added + (terminated.isEmpty() ? "" : " through " + terminated);
  }

  private void field(String label, String column, String value, String description) {
    String shown = value.isEmpty() ? "-" : Wrap.harmless(value);
    String more = description.equals(value) ? "" : description;
    if (shown.length() < VALUE) {
      printBeside(pad(label, LABEL) + pad(shown, VALUE), more);
    } else {
      printBeside(pad(label, LABEL), shown);
      if (!more.isEmpty()) {
        printBeside(" ".repeat(LABEL + VALUE), more);
      }
    }
    String meaning = meanings.get(column);
    if (meaning != null) {
      Wrap.lines(meaning, Math.max(terminal.width() - 4, NARROWEST))
          .forEach(line -> println("    " + line));
    }
  }

  /**
   * A text behind the beginning of its line; its other lines stand below its first. Where that
   * leaves little room, all of it stands below.
   */
  private void printBeside(String beginning, String text) {
    boolean isNarrow = terminal.width() - beginning.length() < NARROWEST;
    if (text.isEmpty() || (isNarrow && !beginning.isBlank())) {
      println(beginning.stripTrailing());
    }
    if (text.isEmpty()) {
      return;
    }
    String indent = isNarrow ? "    " : " ".repeat(beginning.length());
    String first = isNarrow ? indent : beginning;
    List<String> lines = Wrap.lines(text, Math.max(terminal.width() - indent.length(), NARROWEST));
    println(first + lines.get(0));
    lines.stream().skip(1).forEach(line -> println(indent + line));
  }

  private static String label(Field field) {
    LayoutField layout = field.layout();
    String label = Words.sentence(Words.field(layout.name().toLowerCase(Locale.ROOT)));
    return layout.occurs() == 1 ? label : label + " " + field.occurrence();
  }

  private static String pad(String text, int width) {
    return text.length() < width ? text + " ".repeat(width - text.length()) : text + " ";
  }

  private String get(String column) {
    return text(row.get(column));
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }

  private void println(String line) {
    terminal.print(line);
  }
}
