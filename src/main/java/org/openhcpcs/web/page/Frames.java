package org.openhcpcs.web.page;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.NamedRow;
import org.openhcpcs.store.read.BrowseReader;
import org.openhcpcs.web.Frame;
import org.openhcpcs.web.Templates;
import org.openhcpcs.web.http.Question;
import org.openhcpcs.web.http.WebAnswer;

/** What stands around the answer to a question. */
public final class Frames {

  private Frames() {}

  /** That of a question. */
  public static Frame of(Question question, Database database) {
    Map<String, List<String>> parameters = new TreeMap<>();
    question
        .parameters()
        .values()
        .forEach(
            (name, values) -> parameters.put(name, values.stream().map(String::strip).toList()));
    parameters.keySet().removeAll(Set.of("on", "known_on"));
    return new Frame(
        false,
        question.request().path().substring(1),
        parameters,
        otherDay(question.onGiven(), question),
        otherDay(question.knownOnGiven(), question),
        new BrowseReader(database)
            .standing(question.knownOn())
            .map(NamedRow::values)
            .orElse(Map.of()));
  }

  /** A page from a template, which finds its frame beside the values given. */
  public static WebAnswer page(
      String template, Question question, Database database, Map<String, ?> values) {
    Map<String, Object> all = new HashMap<>(values);
    all.put("frame", of(question, database));
    return WebAnswer.html(Templates.render(template, all));
  }

  private static String otherDay(Optional<LocalDate> given, Question question) {
    return given
        .filter(day -> !day.equals(question.state().today()))
        .map(LocalDate::toString)
        .orElse("");
  }
}
