package org.openhcpcs.web.report;

import static org.openhcpcs.web.report.PageTable.column;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.openhcpcs.code.Field;
import org.openhcpcs.code.Indicator;
import org.openhcpcs.store.read.ReportData;
import org.openhcpcs.web.Html;
import org.openhcpcs.web.WordDiff;
import org.openhcpcs.web.report.PageTable.Width;

/** Every change, row by row: what was added, what ended, which texts and other fields changed. */
final class ChangeTables {

  private static final Map<String, String> LOOKUPS =
      Field.ALL.stream()
          .filter(field -> field.indicator().isPresent())
          .collect(
              Collectors.toMap(
                  Field::column, field -> field.indicator().map(Indicator::table).orElseThrow()));

  private final ReportData data;

  ChangeTables(ReportData data) {
    this.data = data;
  }

  String html() {
    return section(
            "added",
            "Added",
            "Codes and modifiers that the edition before does not list. One that an older edition lists with the same added date is called returned.",
            added())
        + section(
            "ended",
            "Ended",
            "What got an end date. What this edition no longer lists ended earlier (dropped) or never ended (absent).",
            ended(),
            reactivated(),
            gone())
        + section(
            "texts",
            "Texts",
            "Words <del>taken out</del> and <ins>put in</ins>. Texts that differ in nothing but capitals and blanks are in a table of their own.",
            texts(),
            capitals())
        + section(
            "fields",
            "Other fields",
            "With what a value means where CMS documents it. Of codes that are back after a gap all fields that are others than in the last edition that lists them, texts included.",
            fields(),
            afterGap())
        + section(
            "silent",
            "Silent changes",
            "What changed although the action code and its date say nothing of a change.",
            silent());
  }

  private static String section(String id, String title, String words, PageTable... tables) {
    StringBuilder html = new StringBuilder();
    html.append("<section id=\"%s\">\n<h2>%s</h2>\n<p>%s</p>\n".formatted(id, title, words));
    Arrays.stream(tables).map(PageTable::folded).forEach(html::append);
    if (Arrays.stream(tables).allMatch(table -> table.size() == 0)) {
      html.append("<p class=\"none\">None.</p>\n");
    }
    return html.append("</section>\n").toString();
  }

  private List<ReportData.ChangeNotice> changes(String... kinds) {
    List<String> wanted = List.of(kinds);
    return data.changes().stream().filter(change -> wanted.contains(change.change())).toList();
  }

  private PageTable added() {
    PageTable table =
        new PageTable(
            "Codes added",
            column("Code", Width.CODE),
            column("Change", Width.WORD),
            column("Short description", Width.NAME),
            column("Long description", Width.TEXT),
            column("Added", Width.DATE),
            column("Ends", Width.DATE),
            column("Action", Width.WORD));
    for (ReportData.ChangeNotice change : changes("added", "returned")) {
      ReportData.ListedTexts listing = data.listing(change.code());
      table.row(
          Html.text(change.code()),
          Html.text(change.change()),
          Html.text(listing.shortDescription()),
          Html.text(listing.longDescription()),
          Html.text(listing.addedDate()),
          Html.text(listing.terminationDate()),
          Html.text(change.action()));
    }
    return table;
  }

  private PageTable ended() {
    PageTable table =
        new PageTable(
            "Codes ended",
            column("Code", Width.CODE),
            column("Last day", Width.DATE),
            column("Short description", Width.NAME),
            column("Long description", Width.TEXT),
            column("Cross references", Width.NAME),
            column("Action", Width.WORD));
    for (ReportData.ChangeNotice change : changes("terminated")) {
      ReportData.ListedTexts listing = data.listing(change.code());
      table.row(
          Html.text(change.code()),
          Html.text(change.newValue()),
          Html.text(listing.shortDescription()),
          Html.text(listing.longDescription()),
          Html.text(listing.crossReferences()),
          Html.text(change.action()));
    }
    return table;
  }

  private PageTable reactivated() {
    PageTable table =
        new PageTable(
            "Codes reactivated",
            column("Code", Width.CODE),
            column("Former last day", Width.DATE),
            column("Short description", Width.NAME),
            column("Long description", Width.TEXT),
            column("Action", Width.WORD));
    for (ReportData.ChangeNotice change : changes("reactivated")) {
      ReportData.ListedTexts listing = data.listing(change.code());
      table.row(
          Html.text(change.code()),
          Html.text(change.oldValue()),
          Html.text(listing.shortDescription()),
          Html.text(listing.longDescription()),
          Html.text(change.action()));
    }
    return table;
  }

  private PageTable gone() {
    PageTable table =
        new PageTable(
            "Codes no longer listed",
            column("Code", Width.CODE),
            column("Change", Width.WORD),
            column("Last day", Width.DATE),
            column("Short description", Width.NAME),
            column("Cross references", Width.NAME));
    for (ReportData.ChangeNotice change : changes("absent", "dropped")) {
      ReportData.ListedTexts listing = data.listing(change.code());
      table.row(
          Html.text(change.code()),
          Html.text(change.change()),
          Html.text(listing.terminationDate()),
          Html.text(listing.shortDescription()),
          Html.text(listing.crossReferences()));
    }
    return table;
  }

  private PageTable texts() {
    PageTable table =
        new PageTable(
            "Texts with other words",
            column("Code", Width.CODE),
            column("Text", Width.WORD),
            column("Words", Width.TEXT),
            column("Action", Width.WORD),
            column("Effective", Width.DATE),
            column("Silent", Width.WORD));
    for (ReportData.ChangeNotice change : changes("changed")) {
      if (change.isText() && !WordDiff.sameWords(change.oldValue(), change.newValue())) {
        table.row(
            Html.text(change.code()),
            text(change),
            marked(change),
            Html.text(change.action()),
            Html.text(change.effectiveOn()),
            silent(change));
      }
    }
    return table;
  }

  private PageTable capitals() {
    PageTable table =
        new PageTable(
            "Texts with other capitals or blanks only",
            column("Code", Width.CODE),
            column("Text", Width.WORD),
            column("Before", Width.TEXT),
            column("Now", Width.TEXT),
            column("Silent", Width.WORD));
    for (ReportData.ChangeNotice change : changes("changed")) {
      if (change.isText() && WordDiff.sameWords(change.oldValue(), change.newValue())) {
        table.row(
            Html.text(change.code()),
            text(change),
            blanks(change.oldValue()),
            blanks(change.newValue()),
            silent(change));
      }
    }
    return table;
  }

  /** A text in which blanks that browsers leave out can be seen. */
  private static String blanks(String text) {
    return Html.text(text).replaceAll("^ +| +$| {2,}", "<mark>$0</mark>");
  }

  private static String text(ReportData.ChangeNotice change) {
    return change.field().equals("long_description") ? "long" : "short";
  }

  private static String silent(ReportData.ChangeNotice change) {
    return change.silent() ? "silent" : "";
  }

  private static String marked(ReportData.ChangeNotice change) {
    return WordDiff.of(change.oldValue(), change.newValue()).stream()
        .map(
            run ->
                switch (run.fate()) {
                  case KEPT -> Html.text(run.text());
                  case DELETED -> "<del>" + Html.text(run.text()) + "</del>";
                  case INSERTED -> "<ins>" + Html.text(run.text()) + "</ins>";
                })
        .collect(Collectors.joining(" "));
  }

  private PageTable fields() {
    PageTable table =
        new PageTable(
            "Other fields changed",
            column("Code", Width.CODE),
            column("Field", Width.NAME),
            column("Before", Width.PHRASE),
            column("Now", Width.PHRASE),
            column("Action", Width.WORD),
            column("Effective", Width.DATE),
            column("Silent", Width.WORD));
    for (ReportData.ChangeNotice change : changes("changed")) {
      if (!change.isText()) {
        table.row(
            Html.text(change.code()),
            Html.text(Html.field(change.field())),
            value(change.field(), change.oldValue()),
            value(change.field(), change.newValue()),
            Html.text(change.action()),
            Html.text(change.effectiveOn()),
            silent(change));
      }
    }
    return table;
  }

  private PageTable afterGap() {
    PageTable table =
        new PageTable(
            "Fields changed after a gap",
            column("Code", Width.CODE),
            column("Field", Width.NAME),
            column("Before", Width.PHRASE),
            column("Now", Width.PHRASE),
            column("Action", Width.WORD));
    for (ReportData.ChangeNotice change : data.changesAfterGap()) {
      table.row(
          Html.text(change.code()),
          Html.text(Html.field(change.field())),
          value(change.field(), change.oldValue()),
          value(change.field(), change.newValue()),
          Html.text(change.action()));
    }
    return table;
  }

  private String value(String field, String value) {
    String meaning = data.meaning(LOOKUPS.getOrDefault(field, ""), value);
    return Html.text(value)
        + (meaning.isEmpty() ? "" : " <small>" + Html.text(meaning) + "</small>");
  }

  private PageTable silent() {
    Map<String, List<ReportData.ChangeNotice>> byCode = new LinkedHashMap<>();
    for (ReportData.ChangeNotice change : data.changes()) {
      if (change.silent() && !change.field().isEmpty()) {
        byCode.computeIfAbsent(change.code(), code -> new ArrayList<>()).add(change);
      }
    }
    PageTable table =
        new PageTable(
            "Codes changed silently",
            column("Code", Width.CODE),
            column("Short description", Width.NAME),
            column("Fields", Width.PHRASE),
            column("Action", Width.WORD),
            column("Effective", Width.DATE));
    byCode.forEach(
        (code, changes) ->
            table.row(
                Html.text(code),
                Html.text(data.listing(code).shortDescription()),
                changes.stream()
                    .map(change -> Html.text(Html.field(change.field())))
                    .collect(Collectors.joining(", ")),
                Html.text(changes.get(0).action()),
                Html.text(changes.get(0).effectiveOn())));
    return table;
  }
}
