package org.openhcpcs.web.api;

import java.util.Optional;
import java.util.Set;
import org.openhcpcs.code.Kind;
import org.openhcpcs.code.Labelled;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.ResultRows;
import org.openhcpcs.store.read.Listings;
import org.openhcpcs.web.http.JsonAnswer;
import org.openhcpcs.web.http.Parameters;
import org.openhcpcs.web.http.ProblemException;
import org.openhcpcs.web.http.Question;
import org.openhcpcs.web.http.WebAnswer;

/** {@code /api/v1/search}: the codes that a text finds, the best first. */
final class SearchAnswer {

  private static final int USUAL = 20;
  private static final int MOST = 500;
  private static final int FARTHEST = 10_000;

  /** No description of CMS is nearly as long. */
  private static final int LONGEST = 1000;

  private static final Set<String> STATUSES = Set.of("active", "terminated", "future", "absent");

  private SearchAnswer() {}

  static WebAnswer json(Question question, Database database) {
    Hits hits = hits(question, database);
    return JsonAnswer.of(
        json -> {
          json.writeStartObject();
          json.writeNumberField("total", hits.total());
          json.writeFieldName("items");
          JsonAnswer.rows(json, hits.rows()::pass);
          json.writeEndObject();
        });
  }

  static WebAnswer csv(Question question, Database database) {
    return JsonAnswer.csv(hits(question, database).rows()::pass);
  }

  private record Hits(int total, ResultRows rows) {}

  private static Hits hits(Question question, Database database) {
    Parameters parameters = question.parameters();
    String text =
        parameters
            .find("q")
            .orElseThrow(
                () -> new ProblemException(400, "say what to search for, such as q=wheelchair"));
    if (text.length() > LONGEST) {
      throw new ProblemException(400, "q is longer than %s characters; shorten it", LONGEST);
    }
    int limit = parameters.number("limit", MOST).orElse(USUAL);
    int offset = parameters.number("offset", FARTHEST).orElse(0);
    Listings.SearchFilter filter = filter(question);
    ResultRows rows = ResultRows.of(database, Listings.searchPage(text, offset, limit, filter));
    return new Hits(total(database, text, filter, rows), rows.without(Set.of("total")));
  }

  private static int total(
      Database database, String text, Listings.SearchFilter filter, ResultRows rows) {
    String total =
        rows.isEmpty()
            ? ResultRows.of(database, Listings.searchPage(text, 0, 1, filter)).value()
            : rows.value();
    return total == null ? 0 : Integer.parseInt(total);
  }

  private static Listings.SearchFilter filter(Question question) {
    Parameters parameters = question.parameters();
    Optional<String> status = parameters.find("status");
    if (status.filter(each -> !STATUSES.contains(each)).isPresent()) {
      throw new ProblemException(
          400,
          "status=%s: no status; it is active, terminated, future or absent",
          Parameters.shown(status.get()));
    }
    return new Listings.SearchFilter(
        parameters.find("section").orElse(null),
        status.orElse(null),
        question.onGiven().orElse(null),
        parameters.find("kind").map(SearchAnswer::kind).orElse(null));
  }

  private static Kind kind(String label) {
    return Labelled.of(Kind.class, label)
        .orElseThrow(
            () ->
                new ProblemException(
                    400, "kind=%s: no kind; it is procedure or modifier", Parameters.shown(label)));
  }
}
