package org.openhcpcs.web.page;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.Indicator;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.NamedRow;
import org.openhcpcs.database.ResultRows;
import org.openhcpcs.database.RowQuery;
import org.openhcpcs.store.read.BrowseReader;
import org.openhcpcs.store.read.SearchReader;
import org.openhcpcs.web.Frame;
import org.openhcpcs.web.Words;
import org.openhcpcs.web.http.JsonAnswer;
import org.openhcpcs.web.http.Parameters;
import org.openhcpcs.web.http.ProblemException;
import org.openhcpcs.web.http.Question;
import org.openhcpcs.web.http.Router;
import org.openhcpcs.web.http.WebAnswer;

/** The pages that are lists of codes, in all forms. */
final class ListingPages {

  private static final List<String> COLUMNS =
      List.of(
          ("code kind status verdict short_description long_description marked matched valid_from"
                  + " valid_to coverage betos replaced_by meant")
              .split(" ", -1));

  private ListingPages() {}

  /** What a list is of. */
  private record Subject(
      String title, String text, Map<Indicator, String> values, Map<String, String> fixed) {}

  /** Tells the subject of a question. */
  private interface Asking {
    Subject subject(Question question, Database database);
  }

  static void register(Router router) {
    add(router, "/search", (question, database) -> search(question));
    add(router, "/sections/{letter}", ListingPages::section);
    add(
        router,
        "/modifiers",
        (question, database) -> new Subject("Modifiers", "", Map.of(), Map.of("kind", "modifier")));
    add(router, "/values/{indicator}/{value}", ListingPages::value);
    router.route("/values/{indicator}").html(ListingPages::values);
  }

  private static void add(Router router, String template, Asking asking) {
    router
        .route(template)
        .html((question, database) -> html(question, database, asking.subject(question, database)))
        .json((question, database) -> json(question, database, asking.subject(question, database)))
        .csv((question, database) -> csv(question, database, asking.subject(question, database)));
  }

  private static Subject search(Question question) {
    String text = question.parameters().text("q");
    return new Subject(
        text.isEmpty() ? "All codes" : text, text, Listing.values(question.parameters()), Map.of());
  }

  private static Subject section(Question question, Database database) {
    String letter = question.variable("letter");
    String title =
        new BrowseReader(database)
            .sections().stream()
                .filter(row -> row.get("letter").equals(letter))
                .findFirst()
                .map(row -> row.get("title"))
                .orElseThrow(
                    () ->
                        new ProblemException(
                            404,
                            "%s: no section; the start page lists them all",
                            Parameters.shown(letter)));
    return new Subject("Section " + letter + ": " + title, "", Map.of(), Map.of("section", letter));
  }

  private static Subject value(Question question, Database database) {
    Indicator indicator = indicator(question);
    String value = question.variable("value");
    NamedRow row =
        new BrowseReader(database)
            .values(indicator).stream()
                .filter(each -> each.get("code").equals(value))
                .findFirst()
                .orElseThrow(
                    () ->
                        new ProblemException(
                            404,
                            "%s: no value of it that is known; the page of the indicator lists them all",
                            Parameters.shown(value)));
    return new Subject(
        "%s %s: %s"
            .formatted(
                Words.sentence(Words.field(indicator.table())), value, row.get("description")),
        "",
        Map.of(indicator, value),
        Map.of());
  }

  private static Indicator indicator(Question question) {
    String name = question.variable("indicator");
    for (Indicator indicator : Indicator.values()) {
      if (indicator.table().equals(name.toLowerCase(Locale.ROOT))) {
        return indicator;
      }
    }
    throw new ProblemException(
        404, "%s: no indicator; the start page lists them all", Parameters.shown(name));
  }

  private static WebAnswer values(Question question, Database database) {
    Indicator indicator = indicator(question);
    return Frame.page(
        "values.jte",
        question,
        database,
        Map.of(
            "indicator",
            indicator.table(),
            "values",
            new BrowseReader(database).values(indicator)));
  }

  private static Listing listing(Question question, Database database, Subject subject) {
    return Listing.of(
        new SearchReader(database),
        subject.text(),
        subject.values(),
        subject.fixed(),
        question.parameters());
  }

  private static WebAnswer html(Question question, Database database, Subject subject) {
    SearchReader reader = new SearchReader(database);
    Listing listing = listing(question, database, subject);
    return Frame.page(
        "listing.jte",
        question,
        database,
        Map.of(
            "title", subject.title(),
            "text", subject.text(),
            "notes", notes(database, subject),
            "listing", listing,
            "meanings", new BrowseReader(database).meanings(),
            "fixed", subject.fixed().keySet(),
            "verdicts", listing.verdicts(reader, question.on(), question.knownOn())));
  }

  /** What of a text was not taken as it was written. */
  private static List<String> notes(Database database, Subject subject) {
    return subject.text().isEmpty() ? List.of() : new SearchReader(database).notes(subject.text());
  }

  /** The rows of a page, with what holds for each code on the day that is asked for. */
  private static ResultRows shown(Question question, Database database, Listing listing) {
    Map<String, NamedRow> verdicts =
        listing.verdicts(new SearchReader(database), question.on(), question.knownOn());
    List<List<@Nullable String>> rows = new ArrayList<>();
    for (NamedRow row : listing.rows()) {
      Map<String, String> all = new HashMap<>(row.values());
      NamedRow verdict = verdicts.get(row.get("code"));
      all.put("verdict", verdict == null ? "" : verdict.get("verdict"));
      all.put("replaced_by", verdict == null ? "" : verdict.get("replaced_by"));
      all.put("meant", verdict == null ? "" : verdict.get("meant"));
      List<@Nullable String> cells = new ArrayList<>();
      COLUMNS.forEach(column -> cells.add(emptyToNull(all.getOrDefault(column, ""))));
      rows.add(cells);
    }
    return new ResultRows(RowQuery.ResultColumn.texts(COLUMNS.toArray(String[]::new)), rows);
  }

  private static WebAnswer json(Question question, Database database, Subject subject) {
    Listing listing =
        question.parameters().text("facets").equals("no") && !subject.text().isEmpty()
            ? Listing.best(new SearchReader(database), subject.text(), question.parameters())
            : listing(question, database, subject);
    ResultRows rows = shown(question, database, listing);
    List<String> notes = notes(database, subject);
    return JsonAnswer.of(
        json -> {
          json.writeStartObject();
          json.writeNumberField("total", listing.total());
          json.writeFieldName("notes");
          json.writeArray(notes.toArray(String[]::new), 0, notes.size());
          json.writeObjectFieldStart("facets");
          for (Map.Entry<String, List<Listing.Choice>> facet : listing.facets().entrySet()) {
            json.writeObjectFieldStart(facet.getKey());
            for (Listing.Choice choice : facet.getValue()) {
              json.writeNumberField(choice.value(), choice.count());
            }
            json.writeEndObject();
          }
          json.writeEndObject();
          json.writeFieldName("items");
          JsonAnswer.rows(json, rows::pass);
          json.writeEndObject();
        });
  }

  private static WebAnswer csv(Question question, Database database, Subject subject) {
    return JsonAnswer.csv(shown(question, database, listing(question, database, subject))::pass);
  }

  private static @Nullable String emptyToNull(String value) {
    return value.isEmpty() ? null : value;
  }
}
