package org.openhcpcs.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.database.RowQuery;

/**
 * The data dictionary as a page to read: a list of all objects, then a section for each with a
 * table of its columns or parameters. The same schema gives the same bytes.
 */
public final class DictionaryPage implements RowQuery.RowSink {

  private static final String TITLE = "OpenHCPCS data dictionary";

  private final List<SchemaObject> items = new ArrayList<>();

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

  @Override
  public void columns(List<RowQuery.ResultColumn> columns) {
    // the command's own query names them
  }

  @Override
  public void row(List<@Nullable String> row) {
    if (row.get(6) == null) {
      items.add(
          new SchemaObject(
              text(row, 0),
              text(row, 1),
              text(row, 2),
              text(row, 3),
              text(row, 7),
              text(row, 9),
              text(row, 10),
              new ArrayList<>()));
    } else {
      String type = text(row, 7) + ("f".equals(row.get(8)) ? ", never null" : "");
      items
          .get(items.size() - 1)
          .elements()
          .add(new Element(text(row, 6), text(row, 4), type, text(row, 9), text(row, 10)));
    }
  }

  private static String text(List<@Nullable String> row, int column) {
    String value = row.get(column);
    return value == null ? "" : value;
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
