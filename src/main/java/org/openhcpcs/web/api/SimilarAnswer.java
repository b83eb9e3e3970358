package org.openhcpcs.web.api;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.CodeRecord;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.ResultRows;
import org.openhcpcs.database.RowQuery.ColumnType;
import org.openhcpcs.database.RowQuery.ResultColumn;
import org.openhcpcs.store.serve.CodeCatalog;
import org.openhcpcs.store.serve.SimilarCodes;
import org.openhcpcs.web.http.ProblemException;
import org.openhcpcs.web.http.Question;

/**
 * {@code /api/v1/similar/{code}}, from memory.
 *
 * @param memory where all codes are side by side
 */
record SimilarAnswer(Memory memory) {

  private static final int USUAL = 10;
  private static final int MOST = 100;

  /** The columns of {@code hcpcs.similar_codes}. */
  private static final List<ResultColumn> COLUMNS =
      List.of(
          new ResultColumn("place", ColumnType.NUMBER),
          new ResultColumn("similar_code", ColumnType.TEXT),
          new ResultColumn("status", ColumnType.TEXT),
          new ResultColumn("score", ColumnType.NUMBER),
          new ResultColumn("reason", ColumnType.TEXT),
          new ResultColumn("short_description", ColumnType.TEXT),
          new ResultColumn("long_description", ColumnType.TEXT));

  /**
   * The codes that are like a code, the most alike first.
   *
   * @throws ProblemException 404 if no loaded edition lists it
   */
  ResultRows rows(Question question, Database database) {
    String code = CodeRecord.codeOf(question.variable("code"));
    CodeCatalog catalog = memory.of(question.state(), database).catalog(database);
    CodeCatalog.Entry entry = catalog.find(code).orElseThrow(() -> CodeAnswer.notListed(code));
    int most = question.parameters().number("limit", MOST).orElse(USUAL);
    return rows(catalog.similar(database, entry, most));
  }

  /** The rows that {@code hcpcs.similar_codes} has of them. */
  static ResultRows rows(List<SimilarCodes.Similar> similar) {
    List<List<@Nullable String>> rows = new ArrayList<>();
    for (SimilarCodes.Similar each : similar) {
      CodeCatalog.Entry other = each.entry();
      rows.add(
          Arrays.asList(
              String.valueOf(rows.size() + 1),
              other.code(),
              other.status(),
              new BigDecimal(Float.toString(each.score())).stripTrailingZeros().toPlainString(),
              each.reason(),
              CodeAnswer.textOrNull(other.shortDescription()),
              CodeAnswer.textOrNull(other.longDescription())));
    }
    return new ResultRows(COLUMNS, rows);
  }
}
