package org.openhcpcs.web.page;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.NamedRow;
import org.openhcpcs.database.Query;
import org.openhcpcs.store.read.BrowseReader;
import org.openhcpcs.store.read.Listings;
import org.openhcpcs.web.Templates;
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
  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final Pattern EDITION = Pattern.compile("\\d{4}-\\d{2}(\\.\\d{1,9})?");

  static WebAnswer answer(Question question, Database database) {
    return WebAnswer.html(
        Templates.render(
            "compare.jte",
            Map.of("frame", Frames.of(question, database), "page", read(question, database))));
  }

  private static ComparePage read(Question question, Database database) {
    Parameters parameters = question.parameters();
    BrowseReader reader = new BrowseReader(database);
    List<NamedRow> editions = reader.editions();
    List<NamedRow> current =
        editions.stream().filter(row -> row.is("is_current_revision")).toList();
    String newest = current.get(0).get("edition");
    String to = parameters.find("to").orElse(newest);
    String from =
        parameters.find("from").orElse(current.size() > 1 ? current.get(1).get("edition") : newest);
    String code = parameters.text("code").toUpperCase(Locale.ROOT);
    String change = parameters.text("change");
    List<NamedRow> all =
        reader.differences(query(from, to)).stream()
            .filter(row -> code.isEmpty() || row.get("code").equals(code))
            .toList();
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

  private static Query query(String from, String to) {
    boolean isDays = DAY.matcher(from).matches() && DAY.matcher(to).matches();
    if (!isDays && !(EDITION.matcher(from).matches() && EDITION.matcher(to).matches())) {
      throw new HcpcsException(
          ErrorCode.USAGE,
          "from=%s&to=%s: compare two editions (YYYY-MM, or YYYY-MM.N for its revision N) or two days (YYYY-MM-DD)"
              .formatted(Parameters.shown(from), Parameters.shown(to)));
    }
    return isDays
        ? Listings.diff(Parameters.dayOf("from", from), Parameters.dayOf("to", to))
        : Listings.diff(from, to);
  }

  private static String kind(NamedRow row) {
    return row.has("field") ? row.get("field") : row.get("change");
  }
}
