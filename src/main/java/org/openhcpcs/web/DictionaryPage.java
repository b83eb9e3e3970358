package org.openhcpcs.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.database.RowQuery;

/**
 * The data dictionary as a page to read: a list of all objects, then a section for each with a
 * table of its columns or parameters. The same schema gives the same bytes.
 */
public final class DictionaryPage implements RowQuery.RowSink {

  private static final String TITLE = "OpenHCPCS data dictionary";

  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>%s</title>
      <style>
      :root { color-scheme: light dark; --text: #1b1f24; --page: #fff; --line: #d0d7de; --quiet: #57606a; --link: #0a58ca; --band: #f6f8fa }
      @media (prefers-color-scheme: dark) {
        :root { --text: #e6edf3; --page: #0d1117; --line: #30363d; --quiet: #9da7b3; --link: #6cb6ff; --band: #161b22 }
      }
      body { font: 16px/1.5 system-ui, sans-serif; color: var(--text); background: var(--page); max-width: 72rem; margin: 0 auto; padding: 1rem }
      a { color: var(--link) }
      nav ul { columns: 17rem; padding-left: 1.2rem }
      section { margin-top: 2.5rem }
      h3 small { font-weight: normal; color: var(--quiet) }
      .wide { overflow-x: auto }
      table { border-collapse: collapse; width: 100%% }
      th, td { border: 1px solid var(--line); padding: .3rem .5rem; text-align: left; vertical-align: top; overflow-wrap: anywhere }
      thead th { background: var(--band) }
      th:first-child, td:nth-child(2) { min-width: 8rem }
      td:nth-child(3) { min-width: 14rem }
      code { font-size: .9em }
      @media print {
        :root { --text: #000; --page: #fff; --line: #999; --quiet: #333; --link: #000; --band: #eee }
        body { font-size: 10pt; max-width: none; padding: 0 }
        nav { display: none }
        tr { break-inside: avoid }
        h3 { break-after: avoid }
        .wide { overflow: visible }
      }
      </style>
      </head>
      <body>
      <main>
      <h1>%s</h1>
      """;

  /** How the page is marked up. */
  public enum Markup {
    MARKDOWN,
    HTML
  }

  private final Markup markup;
  private final StringBuilder out = new StringBuilder();
  private final List<SchemaObject> items = new ArrayList<>();

  public DictionaryPage(Markup markup) {
    this.markup = markup;
  }

  /** An object with its columns or parameters. */
  private record SchemaObject(
      String schema,
      String name,
      String kind,
      String signature,
      String type,
      String meaning,
      String source,
      List<Element> elements) {

    boolean isSchema() {
      return kind.equals("schema");
    }

    String title() {
      return isSchema()
          ? "Schema " + schema
          : schema + "." + (signature.isEmpty() ? name : signature);
    }

    String anchor() {
      return title().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]+", "-");
    }
  }

  /** A column, parameter or result column. */
  private record Element(String name, String kind, String type, String meaning, String source) {}

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
  public String text() {
    switch (markup) {
      case MARKDOWN -> printMarkdown();
      case HTML -> printHtml();
    }
    return out.toString();
  }

  private void printMarkdown() {
    println("# " + TITLE);
    for (SchemaObject item : items) {
      println("");
      if (item.isSchema()) {
        println("## " + item.title());
        println("");
        println(markdown(item.meaning()));
        println("");
        for (SchemaObject other : items) {
          if (!other.isSchema() && other.schema().equals(item.schema())) {
            println("- `" + other.title() + "` (" + other.kind() + ")");
          }
        }
        continue;
      }
      println("### `" + item.title() + "`");
      println("");
      println(
          capitalized(item.kind())
              + returns(item)
              + ". "
              + sentence(item.meaning(), item.source(), Markup.MARKDOWN));
      if (!item.elements().isEmpty()) {
        println("");
        println("| " + heading(item) + " | type | meaning | source |");
        println("|---|---|---|---|");
        for (Element element : item.elements()) {
          println(
              "| `%s`%s | %s | %s | %s |"
                  .formatted(
                      element.name(),
                      suffix(element),
                      element.type(),
                      markdown(element.meaning()),
                      markdown(element.source())));
        }
      }
    }
  }

  private void printHtml() {
    out.append(HEAD.formatted(TITLE, TITLE));
    println("<nav aria-label=\"Objects\">");
    boolean open = false;
    for (SchemaObject item : items) {
      if (item.isSchema()) {
        println(
            (open ? "</ul>\n" : "")
                + "<h2><a href=\"#"
                + item.anchor()
                + "\">"
                + html(item.title())
                + "</a></h2>\n<ul>");
        open = true;
      } else {
        println(
            "<li><a href=\"#"
                + item.anchor()
                + "\"><code>"
                + html(item.name())
                + "</code></a> "
                + item.kind()
                + "</li>");
      }
    }
    println((open ? "</ul>\n" : "") + "</nav>");
    for (SchemaObject item : items) {
      println("<section id=\"" + item.anchor() + "\">");
      if (item.isSchema()) {
        println("<h2>" + html(item.title()) + "</h2>");
        println("<p>" + html(item.meaning()) + "</p>");
      } else {
        println(
            "<h3><code>"
                + html(item.title())
                + "</code> <small>"
                + item.kind()
                + html(returns(item))
                + "</small></h3>");
        println("<p>" + sentence(item.meaning(), item.source(), Markup.HTML) + "</p>");
        printHtmlTable(item);
      }
      println("</section>");
    }
    println("</main>\n</body>\n</html>");
  }

  private void printHtmlTable(SchemaObject item) {
    if (item.elements().isEmpty()) {
      return;
    }
    println("<div class=\"wide\"><table>");
    println(
        "<thead><tr><th scope=\"col\">%s</th><th scope=\"col\">type</th><th scope=\"col\">meaning</th><th scope=\"col\">source</th></tr></thead>"
            .formatted(heading(item)));
    println("<tbody>");
    for (Element element : item.elements()) {
      println(
          "<tr><th scope=\"row\"><code>%s</code>%s</th><td>%s</td><td>%s</td><td>%s</td></tr>"
              .formatted(
                  html(element.name()),
                  suffix(element),
                  html(element.type()),
                  html(element.meaning()),
                  html(element.source())));
    }
    println("</tbody></table></div>");
  }

  private static String heading(SchemaObject item) {
    return item.kind().equals("function") ? "parameter or result" : "column";
  }

  private static String suffix(Element element) {
    return element.kind().equals("result column") ? " (result)" : "";
  }

  private static String returns(SchemaObject item) {
    return item.type().isEmpty() ? "" : ", returns " + item.type();
  }

  private static String sentence(String meaning, String source, Markup markup) {
    String all = source.isEmpty() ? meaning : meaning + " " + source;
    return markup == Markup.HTML ? html(all) : markdown(all);
  }

  private static String capitalized(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }

  private static String markdown(String text) {
    return text.replaceAll("([\\\\|*_<>\\[\\]`])", "\\\\$1").replaceAll("\\s+", " ");
  }

  private static String html(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private void println(String line) {
    out.append(line).append('\n');
  }
}
