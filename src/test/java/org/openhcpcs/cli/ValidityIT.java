package org.openhcpcs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openhcpcs.code.Edition;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.TestDatabase;
import org.openhcpcs.database.TestServer;
import org.openhcpcs.history.CodeLives;
import org.openhcpcs.history.LifeRow;
import org.openhcpcs.history.ValidSpan;
import org.openhcpcs.sample.SampleRelease;
import org.openhcpcs.sample.SampleWriter;
import org.openhcpcs.sample.SyntheticReleases;
import org.openhcpcs.store.read.LifeReader;

/** The time lines of all codes, and that one code and many are judged alike. */
@Tag("sql")
class ValidityIT {

  private static final LocalDate FIRST_DAY = LocalDate.of(2009, 1, 1);
  private static final int DAYS = 5000;

  /** Spans that are empty, overlap, leave a hole, or do not reach from end to end. */
  static final String FLAWS =
      """
      select k.day, s.*
      from (select distinct published_on as day from hcpcs.release union select current_date) k
      cross join lateral (
        select v.code, v.valid_from, v.valid_to,
          lag(v.valid_to, 1, '-infinity') over life as before, lead(v.valid_from, 1, 'infinity') over life as after
        from hcpcs.code_validity(k.day) v
        window life as (partition by v.code order by v.valid_from)
      ) s
      where s.valid_from >= s.valid_to or s.before <> s.valid_from or s.after <> s.valid_to
      """;

  /** Codes with a history on a day that have no time line, and the other way round. */
  static final String STRANGERS =
      """
      with known as materialized (
        select distinct published_on as day from hcpcs.release union select current_date
      ), listed as (
        select distinct k.day, h.code from known k join hcpcs.code_history h on h.known_during @> k.day
      ), divided as (
        select distinct k.day, v.code from known k cross join lateral hcpcs.code_validity(k.day) v
      )
      (table listed except table divided) union all (table divided except table listed)
      """;

  private static final String NOT_VALID_BETWEEN =
      """
      select v.code, v.valid_from, v.verdict
      from hcpcs.code_timeline() t
      join hcpcs.code_validity() v using (code)
      where v.verdict <> 'valid' and v.valid_from < t.valid_to and v.valid_to > t.valid_from and t.valid_from < t.valid_to
      """;

  @TempDir private static Path home;
  private static final TestDatabase SYNTHETIC = TestServer.migrated();
  private static final TestDatabase MADE = TestServer.migrated();

  @BeforeAll
  static void load() throws IOException {
    Path folder = Files.createDirectories(home.resolve("releases"));
    for (SampleRelease release : new SyntheticReleases(11, 150, 0.3, new Edition(2010, 1), 10)) {
      SampleWriter.writeZip(release, folder);
    }
    TestProgram.with(SYNTHETIC, home).print("load", folder.toString());
    MADE.execute(
        """
        insert into hcpcs.code_record (content_hash, descriptive_hash, code, kind)
        select gen_random_uuid(), gen_random_uuid(), 'A000' || i, 'procedure' from generate_series(1, 7) i;
        insert into hcpcs.code_history (code, kind, meaning, valid_during, known_during, record_id, basis, absent_since)
        select h.code, 'procedure', 1, h.valid_during::daterange, '[2010-01-01,)', r.record_id, 'asserted', h.absent_since
        from (
          values ('A0001', 'empty', null), ('A0001', 'empty', null),
            ('A0002', '[2010-01-01,2012-01-01)', null), ('A0002', '[2015-01-01,)', date '2016-01-01'),
            ('A0003', '[2012-01-01,)', '2010-01-01'),
            ('A0004', '[2010-01-01,2014-01-01)', '2012-01-01'),
            ('A0005', '[2010-01-01,)', null), ('A0005', 'empty', null),
            ('A0006', '[2010-01-01,2014-01-01)', '2012-01-01'), ('A0006', '[2014-01-01,)', null),
            ('A0007', '[2010-01-01,2014-01-01)', '2014-01-01')
        ) as h (code, valid_during, absent_since)
        join hcpcs.code_record r using (code);
        """);
  }

  @Test
  void dividesTheTimeLineOfEveryCodeIntoSpans() {
    assertThat(SYNTHETIC.rows(FLAWS)).isEmpty();
    assertThat(SYNTHETIC.rows(STRANGERS)).isEmpty();
    assertThat(SYNTHETIC.values("select distinct verdict from hcpcs.code_validity() order by 1"))
        .containsExactly("not yet valid", "terminated", "valid");
    assertThat(SYNTHETIC.value("select count(*) from hcpcs.code_validity('2009-12-11')"))
        .isEqualTo("0");
  }

  @Test
  void dividesTimeLinesWithGapsAbsencesAndNoDayAtAll() {
    assertThat(MADE.rows(FLAWS)).isEmpty();
    assertThat(
            MADE.values(
                "select concat_ws(' ', code, valid_from, valid_to, verdict) from hcpcs.code_validity() order by code, valid_from"))
        .containsExactly(
            "A0001 -infinity infinity terminated",
            "A0002 -infinity 2010-01-01 not yet valid",
            "A0002 2010-01-01 2012-01-01 valid",
            "A0002 2012-01-01 2015-01-01 terminated",
            "A0002 2015-01-01 2016-01-01 valid",
            "A0002 2016-01-01 infinity absent",
            "A0003 -infinity 2012-01-01 not yet valid",
            "A0003 2012-01-01 infinity absent",
            "A0004 -infinity 2010-01-01 not yet valid",
            "A0004 2010-01-01 2012-01-01 valid",
            "A0004 2012-01-01 2014-01-01 absent",
            "A0004 2014-01-01 infinity terminated",
            "A0005 -infinity 2010-01-01 not yet valid",
            "A0005 2010-01-01 infinity valid",
            "A0006 -infinity 2010-01-01 not yet valid",
            "A0006 2010-01-01 2012-01-01 valid",
            "A0006 2012-01-01 2014-01-01 absent",
            "A0006 2014-01-01 infinity valid",
            "A0007 -infinity 2010-01-01 not yet valid",
            "A0007 2010-01-01 2014-01-01 valid",
            "A0007 2014-01-01 infinity terminated");
    assertThat(
            MADE.values(
                "select distinct reason from hcpcs.code_validity() where code in ('A0001', 'A0003', 'A0004') order by 1"))
        .containsExactly(
            "ended before it began",
            "ended on 2013-12-31",
            "no longer listed since 2010-01-01, and no loaded edition ended it",
            "no longer listed since 2012-01-01, and no loaded edition ended it",
            "valid from 2010-01-01",
            "valid from 2012-01-01",
            "valid, with this content since 2010-01-01");
  }

  @Test
  void judgesAsTheHistorySaysDayByDay() {
    judgesAsTheHistorySays(SYNTHETIC, 4000);
    judgesAsTheHistorySays(MADE, 400);
  }

  @Test
  void saysTheSameInMemory() {
    saysTheSameInMemory(SYNTHETIC);
    saysTheSameInMemory(MADE);
  }

  /**
   * The spans of all codes on all days of knowledge, with what replaces them and who lists them.
   */
  static void saysTheSameInMemory(TestDatabase database) {
    List<LocalDate> days =
        database
            .values(
                "select distinct published_on from hcpcs.release union select '2010-06-01' union select current_date order by 1")
            .stream()
            .map(LocalDate::parse)
            .toList();
    try (Database open = database.open()) {
      CodeLives all = LifeReader.read(open, null);
      for (LocalDate day : days) {
        List<String> expected =
            database.values(
                """
                with listed as (
                  select m.record_id, max(r.edition) as edition
                  from hcpcs.release r join hcpcs.release_code m using (release_id)
                  where r.published_on <= ?
                  group by m.record_id
                )
                select concat_ws(' ', v.code, v.valid_from, v.valid_to, v.verdict, v.reason, v.meaning, l.edition,
                  (select nullif(concat_ws(' ', string_agg(coalesce(c.living_end, x.target), ' ' order by x.position),
                      string_agg(concat_ws('>', x.target, c.living_end), ' ' order by x.position)), '')
                    from hcpcs.code_record r
                    cross join lateral (
                      values (1, r.cross_reference_1), (2, r.cross_reference_2), (3, r.cross_reference_3),
                        (4, r.cross_reference_4), (5, r.cross_reference_5)) as x (position, target)
                    cross join lateral hcpcs.replacement_chain(r.code, x.target, r.termination_date + 1, ?) c
                    where r.record_id = v.record_id and x.target is not null and v.verdict in ('terminated', 'absent')))
                from hcpcs.code_validity(?) v
                left join listed l using (record_id)
                order by v.code collate "C", v.valid_from
                """,
                day,
                day,
                day);
        int asOf = (int) day.toEpochDay();
        assertThat(spans(all, all.ends().isEmpty() ? asOf : all.asOf(asOf)))
            .as(day.toString())
            .isEqualTo(expected);
        assertThat(spans(LifeReader.read(open, day), asOf)).isEqualTo(expected);
      }
    }
  }

  private static List<String> spans(CodeLives lives, int asOf) {
    List<String> spans = new ArrayList<>();
    for (String code : new TreeSet<>(lives.codes())) {
      for (ValidSpan span : lives.spans(code, asOf)) {
        spans.add(
            Stream.of(
                    code,
                    span.from() == LifeRow.FIRST
                        ? "-infinity"
                        : LocalDate.ofEpochDay(span.from()).toString(),
                    span.to() == LifeRow.NEVER
                        ? "infinity"
                        : LocalDate.ofEpochDay(span.to()).toString(),
                    span.verdict().label(),
                    span.reason(),
                    String.valueOf(span.meaning()),
                    span.edition(),
                    span.replacement(),
                    lives.replacements(code, span, asOf).stream()
                        .map(each -> Stream.of(each.target(), each.livingEnd()))
                        .map(ends -> ends.filter(Objects::nonNull).collect(Collectors.joining(">")))
                        .collect(Collectors.joining(" ")))
                .filter(each -> !each.isEmpty())
                .collect(Collectors.joining(" ")));
      }
    }
    return spans;
  }

  /** Random codes, dates of service and known dates, judged in five ways that must agree. */
  static void judgesAsTheHistorySays(TestDatabase database, int size) {
    List<Asked> asked = asked(database, size);
    List<List<String>> judged =
        database.rows(
            """
            with known as (
              select distinct published_on as day from hcpcs.release union select '2010-06-01'
            ), span as materialized (
              select k.day, v.* from known k cross join lateral hcpcs.code_validity(k.day) v
            ), line as materialized (
              select k.day, t.* from known k cross join lateral hcpcs.code_timeline(k.day) t
            )
            select c.verdict, v.verdict,
              case when q.on_date >= t.valid_from and q.on_date < t.valid_to then 'valid' else t.verdict[width_bucket(q.on_date, t.since)] end,
              t.verdict[width_bucket(q.on_date, t.since)], concat_ws(' ', c.meaning, c.record_id),
              concat_ws(' ', v.meaning, v.record_id),
              concat_ws(' ', t.meaning[width_bucket(q.on_date, t.since)], t.record_id[width_bucket(q.on_date, t.since)]),
              c.reason = v.reason and c.valid_during = v.valid_during and c.known_from = v.known_from
            from (values %s) as q (place, code, on_date, known_on)
            cross join lateral hcpcs.check_code(q.code, q.on_date, q.known_on) c
            join span v
              on v.day = q.known_on and v.code = q.code and q.on_date >= v.valid_from and q.on_date < v.valid_to
            join line t on t.day = q.known_on and t.code = q.code
            order by q.place
            """
                .formatted(values(asked)));
    assertThat(judged).hasSameSizeAs(asked);
    for (int i = 0; i < asked.size(); i++) {
      List<String> row = judged.get(i);
      assertThat(row.subList(0, 4))
          .as(asked.get(i).toString())
          .containsOnly(asked.get(i).expected());
      assertThat(row.subList(4, 7)).as(asked.get(i).toString()).containsOnly(row.get(4));
      assertThat(row.get(7)).as(asked.get(i).toString()).isEqualTo("t");
    }
  }

  private static String values(List<Asked> asked) {
    List<String> rows = new ArrayList<>();
    for (Asked each : asked) {
      rows.add(
          "(%d, '%s', date '%s', date '%s')"
              .formatted(rows.size(), each.code(), each.onDate(), each.knownOn()));
    }
    return String.join(", ", rows);
  }

  /** A question that somebody knows the code of, and the verdict that its history rows give. */
  private record Asked(String code, LocalDate onDate, LocalDate knownOn, String expected) {}

  /** A row of the history; an end or absence that there is not is far away. */
  private record Life(LocalDate from, LocalDate to, boolean isEmpty, LocalDate absentSince) {

    static Life of(List<String> row) {
      return new Life(day(row.get(2)), day(row.get(3)), row.get(4).equals("t"), day(row.get(5)));
    }

    private static LocalDate day(String text) {
      return text.equals(TestDatabase.NULL) ? LocalDate.MAX : LocalDate.parse(text);
    }

    boolean holds(LocalDate day) {
      return !isEmpty && !day.isBefore(from) && day.isBefore(to);
    }
  }

  private static List<Asked> asked(TestDatabase database, int size) {
    List<LocalDate> known =
        database
            .values(
                "select distinct published_on from hcpcs.release union select '2010-06-01' order by 1")
            .stream()
            .map(LocalDate::parse)
            .toList();
    Random random = new Random(size);
    List<Asked> asked = new ArrayList<>();
    for (LocalDate knownOn : known) {
      List<List<Life>> lives = new ArrayList<>();
      List<String> codes = new ArrayList<>();
      database
          .rows(
              """
              select code, valid_during, lower(valid_during), upper(valid_during), isempty(valid_during), absent_since
              from hcpcs.code_history
              where known_during @> ?
              """,
              knownOn)
          .stream()
          .collect(Collectors.groupingBy((List<String> row) -> row.get(0)))
          .forEach(
              (code, rows) -> {
                codes.add(code);
                lives.add(rows.stream().map(Life::of).toList());
              });
      for (int i = 0; i < size / known.size() && !codes.isEmpty(); i++) {
        int place = random.nextInt(codes.size());
        LocalDate onDate = day(lives.get(place), random);
        asked.add(new Asked(codes.get(place), onDate, knownOn, verdict(lives.get(place), onDate)));
      }
    }
    return asked;
  }

  /** Any day, or one beside a day on which something happens. */
  private static LocalDate day(List<Life> lives, Random random) {
    Life life = lives.get(random.nextInt(lives.size()));
    List<Function<Life, LocalDate>> events = List.of(Life::from, Life::to, Life::absentSince);
    LocalDate event = events.get(random.nextInt(3)).apply(life);
    return random.nextBoolean() || event.equals(LocalDate.MAX)
        ? FIRST_DAY.plusDays(random.nextInt(DAYS))
        : event.plusDays(random.nextInt(3) - 1);
  }

  private static String verdict(List<Life> lives, LocalDate day) {
    for (Life life : lives) {
      if (life.holds(day)) {
        return day.isBefore(life.absentSince()) ? "valid" : "absent";
      }
    }
    boolean early =
        lives.stream()
            .filter(life -> !life.isEmpty())
            .map(Life::from)
            .min(Comparator.naturalOrder())
            .map(day::isBefore)
            .orElse(false);
    return early ? "not yet valid" : "terminated";
  }

  @Test
  void judgesCodesThatNobodyLists() {
    assertThat(
            MADE.rows(
                """
                select c.verdict, c.verdict = hcpcs.unlisted_verdict(q.code), c.reason
                from (values (1, '99213'), (2, ' 0001u '), (3, '25'), (4, '1P'), (5, 'd0120'), (6, 'Z9Z9Z'), (7, ''), (8, null))
                  as q (place, code)
                cross join lateral hcpcs.check_code(q.code, '2019-01-01', '2020-01-01') c
                order by q.place
                """))
        .containsExactly(
            List.of("level I", "t", "CPT codes are not in the public HCPCS files"),
            List.of("level I", "t", "CPT codes are not in the public HCPCS files"),
            List.of("level I", "t", "CPT codes are not in the public HCPCS files"),
            List.of("level I", "t", "CPT codes are not in the public HCPCS files"),
            List.of("dental", "t", "CDT codes are not in the public HCPCS files"),
            List.of("unknown", "t", "no edition known on 2020-01-01 lists it"),
            List.of("unknown", "t", "no edition known on 2020-01-01 lists it"),
            List.of("unknown", "t", "no edition known on 2020-01-01 lists it"));
  }

  @Test
  void judgesNothingWithoutADateAndTheEndOfTime() {
    assertThat(
            MADE.rows(
                """
                select q.place, c.verdict, c.reason
                from (values (1, null, date '2020-01-01'), (2, date '2020-01-01', null), (3, date 'infinity', date 'infinity'),
                  (4, date '-infinity', date '2020-01-01')) as q (place, on_date, known_on)
                cross join lateral hcpcs.check_code('A0005', q.on_date, q.known_on) c
                order by q.place
                """))
        .containsExactly(
            List.of("1", TestDatabase.NULL, "without a date there is no verdict"),
            List.of("2", TestDatabase.NULL, "without a date there is no verdict"),
            List.of("3", "valid", "valid, with this content since 2010-01-01"),
            List.of("4", "not yet valid", "valid from 2010-01-01"));
  }

  @Test
  void callsNoDayValidInATimeLineThatASpanDoesNot() {
    for (TestDatabase each : List.of(SYNTHETIC, MADE)) {
      assertThat(each.rows(NOT_VALID_BETWEEN)).isEmpty();
      assertThat(
              each.value("select count(*) from hcpcs.code_timeline() where valid_from < valid_to"))
          .isNotEqualTo("0");
    }
  }

  /** As a planner does with a million lines, for which a second process pays. */
  @Test
  void judgesManyLinesOnAllCoresWithTheTimeLinesInMemory() throws SQLException {
    try (Connection connection = SYNTHETIC.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("set min_parallel_table_scan_size = 0");
      StringBuilder plan = new StringBuilder();
      try (ResultSet lines =
          statement.executeQuery(
              """
              explain select verdict, count(*)
              from (
                with t as (select * from hcpcs.code_timeline())
                select case when l.on_date >= t.valid_from and l.on_date < t.valid_to then 'valid'
                    else coalesce(t.verdict[width_bucket(l.on_date, t.since)], hcpcs.unlisted_verdict(l.code)) end as verdict
                from (
                  select h.code, lower(h.valid_during) as on_date
                  from hcpcs.code_history h cross join generate_series(1, 1000)) l
                left join t on t.code = l.code) v
              group by verdict
              """)) {
        while (lines.next()) {
          plan.append(lines.getString(1)).append('\n');
        }
      }
      assertThat(plan.toString())
          .contains(
              "Gather",
              "Partial HashAggregate",
              "Hash Left Join",
              "Parallel Seq Scan on code_history");
    }
  }

  @Test
  void looksOneCodeUpByItsIndex() {
    String plan =
        String.join(
            "\n",
            SYNTHETIC.values("explain select * from hcpcs.code_validity() where code = 'A0005'"));
    assertThat(plan).contains("Index").doesNotContain("Seq Scan on code_history");
  }
}
