package org.openhcpcs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openhcpcs.database.TestDatabase;

/**
 * Every query of the cookbook, run as a reader on the sample, gives the rows that the page shows.
 */
@Tag("sql")
class CookbookIT {

  private static final Path PAGE = Path.of("src/site/cookbook.md");
  private static final TestDatabase DATABASE = LoadedSample.database();

  private static final Pattern FILE =
      Pattern.compile("`([^`\\n]+)`\\n\\n```(?:csv|markdown)\\n(.*?)```\\n", Pattern.DOTALL);
  private static final Pattern SQL = Pattern.compile("```sql\\n(.*?)\\n```\\n", Pattern.DOTALL);
  private static final Pattern TOTAL = Pattern.compile("\\(the first \\d+ of (\\d+) rows\\)");

  @TempDir private static Path folder;

  /** A question with its query and the table below it, the header first. */
  record Question(String title, String sql, List<List<String>> table, int rows) {

    static Question of(String text) {
      Matcher sql = SQL.matcher(text);
      assertThat(sql.find()).as("a query in " + text).isTrue();
      String below = text.substring(sql.end());
      List<List<String>> table =
          below
              .lines()
              .filter(line -> line.startsWith("| "))
              .map(
                  line ->
                      Stream.of(line.substring(1, line.length() - 1).split("(?<!\\\\)\\|", -1))
                          .map(cell -> cell.strip().replaceAll("\\\\(.)", "$1"))
                          .toList())
              .toList();
      Matcher total = TOTAL.matcher(below);
      return new Question(
          text.lines().findFirst().orElseThrow(),
          sql.group(1),
          table,
          total.find() ? Integer.parseInt(total.group(1)) : table.size() - 1);
    }

    @Override
    public String toString() {
      return title;
    }
  }

  @BeforeAll
  static void loadTheSampleAndTheFilesOfThePage() throws IOException {
    TestProgram program = TestProgram.with(DATABASE, folder.resolve("home"));
    LoadedSample.home(folder.resolve("home"));
    Matcher file = FILE.matcher(Files.readString(PAGE));
    while (file.find()) {
      Path path = folder.resolve(file.group(1));
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.group(2));
    }
    program.print("policies", "load", folder.resolve("policies.csv").toString());
    program.print("notes", "load", folder.resolve("notes").toString());
    program.print("reference", "load", folder.resolve("reference").toString());
  }

  static List<Question> questions() throws IOException {
    return Stream.of(Files.readString(PAGE).split("\\n### ", -1))
        .skip(1)
        .map(Question::of)
        .toList();
  }

  @Test
  void answersEnoughQuestions() throws IOException {
    assertThat(questions()).hasSizeGreaterThanOrEqualTo(40);
    for (int i = 0; i < questions().size(); i++) {
      assertThat(questions().get(i).title()).startsWith(i + 1 + ". ");
    }
  }

  @ParameterizedTest
  @MethodSource("questions")
  void givesTheRowsOfThePage(Question question) throws SQLException {
    List<List<String>> rows = run(question.sql());
    assertThat(rows.get(0)).as("columns").isEqualTo(question.table().get(0));
    assertThat(rows).as("rows").hasSize(question.rows() + 1).hasSizeGreaterThan(1);
    assertThat(rows.subList(0, question.table().size())).isEqualTo(question.table());
  }

  /**
   * A planner that expects one row of two such views reads the second anew for each row of the
   * first, which took half a minute for nine editions.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "code_pricing",
        "code_type_of_service",
        "code_lab_certification",
        "code_cross_reference",
        "code_coverage_manual",
        "code_carriers_manual"
      })
  void isPlannedForAsManyRowsAsThereAreCodes(String view) {
    String plan = DATABASE.value("explain (format json) select * from hcpcs." + view);
    int codes = Integer.parseInt(DATABASE.value("select count(*) from hcpcs.code_detail"));
    assertThat(Integer.parseInt(plan.replaceFirst("(?s).*?\"Plan Rows\": (\\d+),.*", "$1")))
        .isGreaterThanOrEqualTo(codes / 2);
  }

  private static List<List<String>> run(String sql) throws SQLException {
    List<List<String>> rows = new ArrayList<>();
    try (Connection connection = DATABASE.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("set role hcpcs_reader");
      try (ResultSet result = statement.executeQuery(sql)) {
        List<String> header = new ArrayList<>();
        int columns = result.getMetaData().getColumnCount();
        for (int i = 1; i <= columns; i++) {
          header.add(result.getMetaData().getColumnLabel(i));
        }
        rows.add(header);
        while (result.next()) {
          List<String> row = new ArrayList<>();
          for (int i = 1; i <= columns; i++) {
            String value = result.getString(i);
            row.add(value == null ? "" : value.replace("\n", " ").strip());
          }
          rows.add(row);
        }
      }
    }
    return rows;
  }
}
