package org.openhcpcs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.openhcpcs.database.TestDatabase;
import org.openhcpcs.feed.folder.Manifest;
import org.openhcpcs.feed.folder.ManifestJson;
import org.postgresql.PGConnection;

/**
 * The table that claims are judged by, and the texts of {@code src/site/use/warehouse.md}, run as
 * they stand there: other engines judge as {@code check} does. {@code -Dhcpcs.test.lines=200000}
 * takes more lines, {@code -Dhcpcs.test.spark=true} has Spark judge them too.
 */
class WarehouseIT {

  private static final Path PAGE = Path.of("src/site/use/warehouse.md");
  private static final int LINES = Integer.getInteger("hcpcs.test.lines", 20_000);
  private static final String KNOWN_ON = "2008-12-31";
  private static final String HEADER =
      "claim_id,code,date_of_service,modifier_1,modifier_2,modifier_3,modifier_4,modifier_5\r\n";
  private static final List<String> BLANKS = List.of("", "", "", " ", "  ", "\u00a0", "\t", " \r");

  private static final TestDatabase DATABASE = LoadedSample.database();
  @TempDir private static Path folder;
  private static TestProgram program = TestProgram.with(DATABASE, Path.of("unused"));
  private static Path feed = Path.of("unused");
  private static Path claims = Path.of("unused");
  private static List<List<String>> checked = List.of();

  @BeforeAll
  static void judgeRandomLines() throws IOException {
    program = TestProgram.with(DATABASE, folder.resolve("home"));
    LoadedSample.home(folder.resolve("home"));
    feed = feed("feed", "--known-on", KNOWN_ON);
    claims = folder.resolve("claims.csv");
    Files.writeString(claims, HEADER + lines(new Random(LINES)));
    checked = new ClaimLines(program, folder).checked(claims, KNOWN_ON);
  }

  private static Path feed(String name, String... options) {
    return new ClaimLines(program, folder).feed(name, options);
  }

  /** Codes that are listed, and others of every shape, on days at which something changes. */
  private static String lines(Random random) {
    List<List<String>> spans = ClaimLines.spans(feed);
    List<String> modifiers =
        spans.stream().map(span -> span.get(0)).filter(code -> code.length() == 2).toList();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < LINES; i++) {
      List<String> span = spans.get(random.nextInt(spans.size()));
      String code = random.nextInt(4) > 0 ? span.get(0) : shape(random);
      text.append(i).append(',').append(cell(random, random.nextInt(40) > 0 ? code : ""));
      text.append(',').append(random.nextInt(60) > 0 ? day(random, span.get(1)) : "");
      for (int k = 0; k < 5; k++) {
        String modifier =
            random.nextInt(8) > 0 ? modifiers.get(random.nextInt(modifiers.size())) : shape(random);
        text.append(',').append(cell(random, random.nextInt(k + 2) == 0 ? modifier : ""));
      }
      text.append("\r\n");
    }
    return text.toString();
  }

  private static String cell(Random random, String text) {
    String any = random.nextInt(4) > 0 ? text : text.toLowerCase(Locale.ROOT);
    return '"' + blanks(random) + any + blanks(random) + '"';
  }

  private static String blanks(Random random) {
    return BLANKS.get(random.nextInt(BLANKS.size()));
  }

  /** Of digits and letters; what is longer could be a code and modifiers in one. */
  private static String shape(Random random) {
    List<String> shapes = List.of("99999", "9999A", "D9999", "99", "9P", "AA", "A9999", "999", "");
    String shape = shapes.get(random.nextInt(shapes.size()));
    if (shape.isEmpty()) {
      return random
          .ints(1 + random.nextInt(6), 0, 36)
          .mapToObj(i -> Character.toString(Character.forDigit(i, 36)))
          .collect(Collectors.joining())
          .toUpperCase(Locale.ROOT);
    }
    return shape
        .chars()
        .mapToObj(
            c ->
                switch (c) {
                  case '9' -> String.valueOf(random.nextInt(10));
                  case 'A' -> Character.toString('A' + random.nextInt(26));
                  default -> Character.toString(c);
                })
        .collect(Collectors.joining());
  }

  private static LocalDate day(Random random, String boundary) {
    return switch (random.nextInt(8)) {
      case 0 -> LocalDate.of(1990, 1, 1).plusDays(random.nextInt(9000));
      case 1 ->
          List.of(
                  LocalDate.of(1850, 2, 3),
                  LocalDate.of(1899, 12, 31),
                  LocalDate.of(1900, 1, 1),
                  LocalDate.of(9999, 12, 30),
                  LocalDate.of(9999, 12, 31))
              .get(random.nextInt(5));
      default -> LocalDate.parse(boundary).plusDays(random.nextInt(3) - 1L);
    };
  }

  @Test
  void theTableIsAFeedLikeTheOthers() {
    Manifest manifest = ManifestJson.read(feed);
    assertThat(program.print("feed", "verify", feed.toString()))
        .startsWith(feed + ": validity of " + KNOWN_ON + ", ");
    assertThat(manifest.files())
        .extracting(Manifest.ManifestFile::name)
        .containsExactly("validity.csv", "validity.jsonl", "validity.parquet");
    assertThat(
            Duck.differences(feed.resolve("validity.csv"), feed.resolve("validity.parquet"))
                + Duck.differences(
                    feed.resolve("validity.jsonl"), feed.resolve("validity.parquet")))
        .isZero();
    assertThat(
            Duck.rows(
                "select column_name, column_type from (describe select * from '%s')"
                    .formatted(feed.resolve("validity.parquet"))))
        .extracting(column -> String.join(" ", column))
        .containsExactly(
            "code VARCHAR",
            "kind VARCHAR",
            "valid_from DATE",
            "valid_to DATE",
            "verdict VARCHAR",
            "reason VARCHAR",
            "meaning INTEGER",
            "replacement VARCHAR",
            "edition VARCHAR");
  }

  @Test
  void tellsWhatIsKnownTodayAndOnADayBefore() {
    assertThat(
            Duck.rows(
                "select kind, valid_from, valid_to, verdict, reason, meaning, replacement, edition from '%s' where code = 'C3401' order by 2"
                    .formatted(feed.resolve("validity.parquet"))))
        .extracting(row -> String.join("|", row))
        .containsExactly(
            "procedure|1900-01-01|2003-01-01|not yet valid|valid from 2003-01-01|1|∅|2008-01",
            "procedure|2003-01-01|2007-04-01|valid|valid, with this content since 2003-01-01|1|∅|2008-01",
            "procedure|2007-04-01|2008-02-16|valid|valid, with this content since 2007-04-01|1|∅|2008-04",
            "procedure|2008-02-16|9999-12-31|terminated|ended on 2008-02-15|1|C3402|2008-04");
    Path today = feed("today");
    assertThat(ManifestJson.read(today).to().digest())
        .isEqualTo(ManifestJson.read(feed).to().digest());
    assertThat(ManifestJson.read(today).to().state().knownOn())
        .isEqualTo(DATABASE.value("select max(published_on) from hcpcs.release"));
    assertThat(ManifestJson.read(feed("then", "--known-on", "2008-03-11")).to().digest())
        .isNotEqualTo(ManifestJson.read(feed).to().digest());
    TestProgram.Result before =
        program.run("feed", "--validity", "--known-on", "2001-01-01", "--out", today.toString());
    assertThat(before.exitCode()).isEqualTo(1);
    assertThat(before.err())
        .startsWith("hcpcs: 2001-01-01: no edition is loaded that was published by then");
  }

  @Test
  void saysOnBothSidesOfEveryBoundaryWhatCheckPrints() throws IOException {
    ClaimLines lines = new ClaimLines(program, folder);
    lines.areJudgedByTheFeedAsByCheck(feed, KNOWN_ON);
    String then = "2008-03-11";
    lines.areJudgedByTheFeedAsByCheck(feed("then", "--known-on", then), then);
  }

  @Test
  @Tag("sql")
  void postgresJudgesAsCheckDoes() throws IOException, SQLException {
    try (Connection connection = DATABASE.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (String part : sql("### PostgreSQL").split("(?m)(?<=[;)])$", -1)) {
        if (part.contains("\\copy")) {
          assertThat(part.strip())
              .isEqualTo(
                  "\\copy code_validity from 'feeds/validity/validity.csv' with (format csv, header)");
          copy(connection, "code_validity", feed.resolve("validity.csv"));
        } else if (!part.isBlank()) {
          statement.execute(part);
        }
      }
      statement.execute(
          "create table claims (claim_id int, code text, date_of_service date, modifier_1 text, modifier_2 text, modifier_3 text,"
              + " modifier_4 text, modifier_5 text)");
      copy(connection, "claims", claims);
      judgedAsCheckDoes(judged(statement, join()));
      connection.rollback();
    }
  }

  private static void copy(Connection connection, String table, Path file)
      throws IOException, SQLException {
    try (Reader rows = Files.newBufferedReader(file)) {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn("copy " + table + " from stdin with (format csv, header)", rows);
    }
  }

  @Test
  void duckdbJudgesAsCheckDoes() throws IOException, SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute(sql("### DuckDB").replace("feeds/validity", feed.toString()));
      statement.execute("create view claims as select * from " + Duck.table(claims));
      judgedAsCheckDoes(judged(statement, join()));
    }
  }

  /** Claims that name days of their own, as the page says: a feed for each day of publication. */
  @Test
  void duckdbJudgesLinesByDaysOfTheirOwn() throws IOException, SQLException {
    Path lines = folder.resolve("known.csv");
    List<String> known = List.of("2007-11-13", "2007-11-14", "2008-03-11", "2008-03-12", KNOWN_ON);
    List<String> text = new ArrayList<>();
    Stream.of(Files.readString(claims).split("\r\n", -1))
        .limit(Math.min(LINES, 2000) + 1L)
        .forEach(line -> text.add(line + ',' + known.get(text.size() % 5)));
    text.set(0, HEADER.strip() + ",known_on");
    Files.writeString(lines, String.join("\r\n", text) + "\r\n");
    String join = sql("## The join").replace("'2026-01-01'", "cast(known_on as varchar(10))");
    List<String> days = new ArrayList<>(List.of("1900-01-01"));
    days.addAll(DATABASE.values("select distinct published_on from hcpcs.release order by 1"));
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < days.size(); i++) {
      try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
          Statement statement = connection.createStatement()) {
        Path table = i == 0 ? feed : feed("day", "--known-on", days.get(i));
        statement.execute(
            "create view code_validity as select * from '%s' where %b"
                .formatted(table.resolve("validity.parquet"), i > 0));
        statement.execute(
            "create view claims as select * from %s where known_on >= '%s' and known_on < '%s'"
                .formatted(
                    Duck.table(lines),
                    days.get(i),
                    i + 1 < days.size() ? days.get(i + 1) : "9999-12-31"));
        rows.addAll(judged(statement, join));
      }
    }
    rows.sort(Comparator.comparingInt(row -> Integer.parseInt(row.get(0))));
    assertThat(days).hasSizeGreaterThan(2);
    assertThat(rows).isEqualTo(new ClaimLines(program, folder).checked(lines, KNOWN_ON));
  }

  private static List<List<String>> judged(Statement statement, String join) throws SQLException {
    try (ResultSet result =
        statement.executeQuery(
            "select claim_id, verdict, reason, replacement, edition, checked from (\n"
                + join
                + "\n) v order by cast(claim_id as int)")) {
      List<List<String>> rows = new ArrayList<>();
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= 6; i++) {
          String value = result.getString(i);
          row.add(value == null ? "∅" : value);
        }
        rows.add(row);
      }
      return rows;
    }
  }

  /** Line by line, and every verdict is among them. */
  private static void judgedAsCheckDoes(List<List<String>> rows) {
    assertThat(rows).hasSize(LINES);
    for (int i = 0; i < LINES; i++) {
      assertThat(rows.get(i)).isEqualTo(checked.get(i));
    }
    assertThat(rows.stream().map(row -> row.get(1)).distinct())
        .containsExactlyInAnyOrder(
            "valid",
            "level I",
            "dental",
            "absent",
            "not yet valid",
            "terminated",
            "unknown",
            "no code",
            "bad date");
  }

  @Test
  @EnabledIfSystemProperty(named = "hcpcs.test.spark", matches = "true")
  void sparkJudgesAsCheckDoesWithoutMovingALine()
      throws IOException, InterruptedException, SQLException {
    Path lines = Files.createDirectories(folder.resolve("claims"));
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "copy (select * replace (claim_id::int as claim_id, date_of_service::date as date_of_service) from %s) to '%s' (format parquet)"
              .formatted(Duck.table(claims), lines.resolve("part-1.parquet")));
    }
    Path out = folder.resolve("verdicts");
    Path told = folder.resolve("spark.log");
    int exitCode =
        new ProcessBuilder(
                "src/examples/spark/judge", lines.toString(), feed.toString(), out.toString())
            .redirectErrorStream(true)
            .redirectOutput(told.toFile())
            .start()
            .waitFor();
    String log = Files.readString(told);
    assertThat(exitCode).as(log).isZero();
    assertThat(log.lines().filter(line -> line.contains("BroadcastHashJoin"))).hasSize(7);
    assertThat(log).doesNotContain("SortMergeJoin", "hashpartitioning");
    judgedAsCheckDoes(
        Duck.rows(
            "select claim_id, verdict, reason, replacement, edition, checked from '%s/*.parquet' order by claim_id"
                .formatted(out)));
  }

  /** The join of the page, for the day of the feed. */
  private static String join() throws IOException {
    String join = sql("## The join");
    assertThat(join).containsOnlyOnce("2026-01-01");
    return join.replace("2026-01-01", KNOWN_ON);
  }

  /** The first SQL under a heading of the page. */
  private static String sql(String heading) throws IOException {
    Matcher block =
        Pattern.compile(
                "(?s)\n" + Pattern.quote(heading) + "\n(?:(?!\n#).)*?\n```sql\n(.*?)\n```\n")
            .matcher(Files.readString(PAGE));
    assertThat(block.find()).as(heading).isTrue();
    return block.group(1);
  }
}
