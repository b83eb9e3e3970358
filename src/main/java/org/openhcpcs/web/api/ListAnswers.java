package org.openhcpcs.web.api;

import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.openhcpcs.code.Edition;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.Query;
import org.openhcpcs.store.read.EditionRecords;
import org.openhcpcs.store.read.Listings;
import org.openhcpcs.web.http.Parameters;
import org.openhcpcs.web.http.ProblemException;
import org.openhcpcs.web.http.Question;

/** What the lists of the API ask the database. */
public final class ListAnswers {

  private static final Pattern REVISION = Pattern.compile("\\d{4}-\\d{2}(\\.\\d{1,9})?");
  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

  private ListAnswers() {}

  /** {@code /api/v1/changes}: of an edition, of a code, of both, or all. */
  static Query changes(Question question, Database database) {
    Parameters parameters = question.parameters();
    Edition edition =
        parameters
            .find("edition")
            .map(
                text ->
                    Edition.parse(text)
                        .orElseThrow(
                            () ->
                                new ProblemException(
                                    400,
                                    "edition=%s: not an edition; it is YYYY-01, YYYY-04, YYYY-07 or YYYY-10",
                                    Parameters.shown(text))))
            .orElse(null);
    if (edition != null) {
      EditionRecords.of(database, edition, OptionalInt.empty()); // else it is not loaded
    }
    return Listings.changes(
        edition, parameters.find("code").orElse(null), parameters.text("silent").equals("true"));
  }

  /** {@code /api/v1/diff}: of two editions, or of what was known on two days. */
  static Query diff(Question question) {
    return diff(named(question.parameters(), "from"), named(question.parameters(), "to"), "");
  }

  /** What differs between two editions or two days, of a code; of all if it is empty. */
  public static Query diff(String from, String to, String code) {
    if (REVISION.matcher(from).matches() && REVISION.matcher(to).matches()) {
      return Listings.diff(from, to, code);
    }
    if (DAY.matcher(from).matches() && DAY.matcher(to).matches()) {
      return Listings.diff(Parameters.dayOf("from", from), Parameters.dayOf("to", to), code);
    }
    throw new ProblemException(
        400,
        "from=%s&to=%s: compare two editions (YYYY-MM, or YYYY-MM.N for its revision N) or two days (YYYY-MM-DD)",
        Parameters.shown(from),
        Parameters.shown(to));
  }

  private static String named(Parameters parameters, String name) {
    return parameters
        .find(name)
        .orElseThrow(
            () ->
                new ProblemException(
                    400, "name two editions or two days, such as from=2019-01&to=2020-01"));
  }
}
