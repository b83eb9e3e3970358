package org.openhcpcs.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.openhcpcs.database.NamedRow;
import org.openhcpcs.database.ResultRows;

/**
 * The data dictionary as a page to read: a list of all objects, then a section for each with a
 * table of its columns or parameters. The same schema gives the same bytes.
 */
public final class DictionaryPage {

  private static final String TITLE = "OpenHCPCS data dictionary";

  private final List<SchemaObject> items = new ArrayList<>();

  /**
   * @param rows those of {@code hcpcs.data_dictionary}, in its order
   */
  public DictionaryPage(ResultRows rows) {
    rows.named().forEach(this::add);
  }

  /** An object with its columns or parameters. */
  public record SchemaObject(
      String schema,
      String name,
      String kind,
      String signature,
      String type,
      String meaning,
      String source,
      List<Element> elements) {

    public boolean isSchema() {
      return kind.equals("schema");
    }

    public String title() {
      return isSchema()
          ? "Schema " + schema
          : schema + "." + (signature.isEmpty() ? name : signature);
    }

    public String anchor() {
      return title().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]+", "-");
    }

    public String heading() {
      return kind.equals("function") ? "parameter or result" : "column";
    }

    public String returns() {
      return type.isEmpty() ? "" : ", returns " + type;
    }

    public String sentence() {
      return source.isEmpty() ? meaning : meaning + " " + source;
    }
  }

  /** A column, parameter or result column. */
  public record Element(String name, String kind, String type, String meaning, String source) {

    public String suffix() {
      return kind.equals("result column") ? " (result)" : "";
    }
  }

  private void add(NamedRow row) {
    if (!row.has("element_kind")) {
      items.add(
          new SchemaObject(
              row.get("schema_name"),
              row.get("object_name"),
              row.get("object_kind"),
              row.get("signature"),
              row.get("data_type"),
              row.get("meaning"),
              row.get("source"),
              new ArrayList<>()));
    } else {
      String type =
          row.get("data_type") + (row.get("may_be_null").equals("f") ? ", never null" : "");
      SchemaObject of = items.get(items.size() - 1);
      of.elements()
          .add(
              new Element(
                  row.get("element"),
                  row.get("element_kind"),
                  type,
                  row.get("meaning"),
                  row.get("source")));
    }
  }

  /** The page, once all rows have been taken. */
  public String html(Frame frame) {
    return Templates.render(
        "dictionary.jte", Map.of("frame", frame, "title", TITLE, "items", items));
  }

  /** The page as Markdown. */
  public String markdown() {
    StringBuilder out = new StringBuilder();
    printMarkdown(line -> out.append(line).append('\n'));
    return out.toString();
  }

  private void printMarkdown(Consumer<String> out) {
    out.accept("# " + TITLE);
    for (SchemaObject item : items) {
      out.accept("");
      if (item.isSchema()) {
        out.accept("## " + item.title());
        out.accept("");
        out.accept(markdown(item.meaning()));
        out.accept("");
        for (SchemaObject other : items) {
          if (!other.isSchema() && other.schema().equals(item.schema())) {
            out.accept("- `" + other.title() + "` (" + other.kind() + ")");
          }
        }
        continue;
      }
      out.accept("### `" + item.title() + "`");
      out.accept("");
      out.accept(Words.sentence(item.kind()) + item.returns() + ". " + markdown(item.sentence()));
      if (!item.elements().isEmpty()) {
        out.accept("");
        out.accept("| " + item.heading() + " | type | meaning | source |");
        out.accept("|---|---|---|---|");
        for (Element element : item.elements()) {
          out.accept(
              "| `%s`%s | %s | %s | %s |"
                  .formatted(
                      element.name(),
                      element.suffix(),
                      element.type(),
                      markdown(element.meaning()),
                      markdown(element.source())));
        }
      }
    }
  }

  private static String markdown(String text) {
    return text.replaceAll("([\\\\|*_<>\\[\\]`])", "\\\\$1").replaceAll("\\s+", " ");
  }
}
