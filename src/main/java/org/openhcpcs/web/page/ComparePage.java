package org.openhcpcs.web.page;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openhcpcs.code.CodeRecord;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.NamedRow;
import org.openhcpcs.database.Query;
import org.openhcpcs.database.ResultRows;
import org.openhcpcs.store.read.BrowseReader;
import org.openhcpcs.web.Frame;
import org.openhcpcs.web.api.ListAnswers;
import org.openhcpcs.web.http.Parameters;
import org.openhcpcs.web.http.Question;
import org.openhcpcs.web.http.WebAnswer;

/**
 * What differs between two editions or two days, whole or of one code; without a second one there
 * are none.
 *
 * @param rows of this page
 * @param texts the short descriptions of their codes
 * @param counts how many rows each kind of change has, by field where one changed
 */
public record ComparePage(
    String from,
    String to,
    String code,
    String change,
    List<NamedRow> editions,
    List<NamedRow> rows,
    Map<String, Integer> counts,
    int total,
    int page,
    int pages,
    Map<String, String> texts) {

  private static final int PAGE = 200;

  static WebAnswer answer(Question question, Database database) {
    return Frame.page("compare.jte", question, database, Map.of("page", read(question, database)));
  }

  /** All rows of the page, whatever kind of change it shows. */
  static Query query(Question question, Database database) {
    List<NamedRow> current = current(new BrowseReader(database).editions());
    return ListAnswers.diff(
        from(question.parameters(), current),
        to(question.parameters(), current),
        code(question.parameters()));
  }

  private static List<NamedRow> current(List<NamedRow> editions) {
    return editions.stream().filter(row -> row.is("is_current_revision")).toList();
  }

  private static String from(Parameters parameters, List<NamedRow> current) {
    return parameters
        .find("from")
        .orElse(current.get(Math.min(1, current.size() - 1)).get("edition"));
  }

  private static String to(Parameters parameters, List<NamedRow> current) {
    return parameters.find("to").orElse(current.get(0).get("edition"));
  }

  private static String code(Parameters parameters) {
    return CodeRecord.codeOf(parameters.text("code"));
  }

  private static ComparePage read(Question question, Database database) {
    Parameters parameters = question.parameters();
    BrowseReader reader = new BrowseReader(database);
    List<NamedRow> editions = reader.editions();
    List<NamedRow> current = current(editions);
    String to = to(parameters, current);
    String from = from(parameters, current);
    String code = code(parameters);
    String change = parameters.text("change");
    List<NamedRow> all = ResultRows.of(database, ListAnswers.diff(from, to, code)).named();
    Map<String, Integer> counts = new TreeMap<>();
    all.forEach(row -> counts.merge(kind(row), 1, Integer::sum));
    List<NamedRow> kept =
        all.stream().filter(row -> change.isEmpty() || kind(row).equals(change)).toList();
    int page = Math.max(1, parameters.number("page", 100_000).orElse(1));
    int first = Math.min(kept.size(), (page - 1) * PAGE);
    List<NamedRow> rows = kept.subList(first, Math.min(kept.size(), first + PAGE));
    return new ComparePage(
        from,
        to,
        code,
        change,
        editions,
        rows,
        counts,
        kept.size(),
        page,
        Math.max(1, (kept.size() + PAGE - 1) / PAGE),
        reader.texts(rows.stream().map(row -> row.get("code")).distinct().toList()));
  }

  private static String kind(NamedRow row) {
    return row.has("field") ? row.get("field") : row.get("change");
  }
}
