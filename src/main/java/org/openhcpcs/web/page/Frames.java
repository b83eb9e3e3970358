package org.openhcpcs.web.page;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.NamedRow;
import org.openhcpcs.store.read.BrowseReader;
import org.openhcpcs.web.Frame;
import org.openhcpcs.web.http.Question;

/** What stands around the answer to a question. */
public final class Frames {

  private Frames() {}

  /** That of a question. */
  public static Frame of(Question question, Database database) {
    Map<String, String> parameters = new LinkedHashMap<>();
    question.parameters().values().keySet().stream()
        .sorted()
        .filter(name -> !name.equals("on") && !name.equals("known_on"))
        .forEach(name -> parameters.put(name, question.parameters().text(name)));
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

  private static String otherDay(Optional<LocalDate> given, Question question) {
    return given
        .filter(day -> !day.equals(question.state().today()))
        .map(LocalDate::toString)
        .orElse("");
  }
}
