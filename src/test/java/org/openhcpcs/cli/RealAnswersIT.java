package org.openhcpcs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openhcpcs.claim.LineCheck;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.TestDatabase;
import org.openhcpcs.sample.JudgedQuery;
import org.openhcpcs.store.read.LifeReader;

/**
 * What the functions of the database answer of CMS's editions. In one class, so that they are
 * loaded once where only what speaks SQL runs.
 */
@Tag("sql")
@Tag("of-cms")
@NeedsReleases
class RealAnswersIT {

  /** Of codes that are known the spans, which check_code reads too; of the others check_code. */
  private static final String VERDICTS_OF_ALL =
      """
      select d.code, coalesce(v.verdict, c.verdict), coalesce(v.reason, c.reason)
      from hcpcs.search_document d
      left join (
        select * from hcpcs.code_validity('%s') where date '%s' >= valid_from and date '%s' < valid_to
      ) v using (code)
      left join lateral (select * from hcpcs.check_code(d.code, '%s', '%s') where v.code is null) c on true
      """;

  private static final String OTHER_RECORDS =
      """
      select code, a.record_id, d.record_id
      from hcpcs.code_as_of('%s', '%s') a
      left join hcpcs.code_detail_as_of('%s', '%s') d using (code)
      where (a.record_id, a.meaning, a.long_description, a.coverage, a.betos, a.termination_date)
        is distinct from (d.record_id, d.meaning, d.long_description, d.coverage, d.betos, d.termination_date)
      """;

  private static final TestDatabase DATABASE = RealReleases.database();

  @Test
  void findsInMemoryTheSimilarCodesThatTheDatabaseFindsOnRealReleases() {
    assertThat(SearchIT.unlikeTheDatabase(DATABASE, 150)).isEmpty();
  }

  @Test
  void holdsForRealReleases() {
    ValidityIT.saysTheSameInMemory(DATABASE);
    assertThat(DATABASE.rows(ValidityIT.FLAWS)).isEmpty();
    assertThat(DATABASE.rows(ValidityIT.STRANGERS)).isEmpty();
    assertThat(
            DATABASE.values(
                "select distinct verdict from hcpcs.code_validity('2019-03-01') order by 1"))
        .containsExactly("absent", "not yet valid", "terminated", "valid");
    ValidityIT.judgesAsTheHistorySays(DATABASE, 4000);
    assertThat(
            DATABASE.value(
                """
                select count(*) filter (where a.code is null or v.code is null)
                from hcpcs.code_as_of('2019-02-01', '2020-06-01') a
                full join (
                  select * from hcpcs.code_validity('2020-06-01')
                  where verdict = 'valid' and date '2019-02-01' >= valid_from and date '2019-02-01' < valid_to
                ) v using (code, record_id, meaning)
                """))
        .isEqualTo("0");
  }

  /**
   * What the server answers from memory and from {@code code_detail_as_of}, for all codes at once.
   */
  @Test
  void answersOfAllRealCodesWhatTheFunctionsSay() {
    try (Database open = DATABASE.open()) {
      LineCheck check = new LineCheck(LifeReader.read(open, null), LifeReader.today(open));
      for (String knownOn : List.of("2019-06-01", "2026-01-01")) {
        for (String on :
            List.of(
                "2003-12-31",
                "2012-01-01",
                "2016-06-30",
                "2019-03-01",
                "2023-01-01",
                "2027-02-28")) {
          List<List<String>> said =
              DATABASE.rows(VERDICTS_OF_ALL.formatted(knownOn, on, on, on, knownOn));
          List<List<String>> judged = new ArrayList<>();
          for (List<String> row : said) {
            LineCheck.Judgement judgement = check.check(row.get(0), on, List.of(), knownOn);
            judged.add(List.of(row.get(0), judgement.verdict(), judgement.reason()));
          }
          assertThat(judged).hasSizeGreaterThan(9000);
          assertThat(judged).as(on + " as known on " + knownOn).isEqualTo(said);
          assertThat(DATABASE.rows(OTHER_RECORDS.formatted(on, knownOn, on, knownOn))).isEmpty();
        }
      }
    }
  }

  @Test
  void answersJudgedQueriesOnRealReleases() {
    String search = "select code from hcpcs.search_codes(?, 10) order by place";
    String similar = "select similar_code from hcpcs.similar_codes(?, 10) order by place";
    List<Answered> tuned = answered(DATABASE, "judged-tuned.tsv", search);
    assertThat(mean(tuned, JudgedQuery::reciprocalRank)).isGreaterThan(0.92);
    assertThat(mean(tuned, JudgedQuery::recall)).isGreaterThan(0.93);
    List<Answered> heldOut = answered(DATABASE, "judged-held-out.tsv", search);
    assertThat(mean(heldOut, JudgedQuery::reciprocalRank)).isGreaterThan(0.83);
    assertThat(mean(heldOut, JudgedQuery::recall)).isGreaterThan(0.91);
    assertThat(mean(answered(DATABASE, "similar.tsv", similar), JudgedQuery::recall))
        .isGreaterThan(0.96);
    for (String code : List.of("S9336", "S9372", "S9379")) {
      assertThat(DATABASE.values(similar, code))
          .allMatch(other -> other.startsWith("S9"))
          .containsAll(
              List.of("S9336", "S9372", "S9379").stream().filter(c -> !c.equals(code)).toList());
    }
  }

  /** A judged query and what it found, asked once however much is measured of it. */
  private record Answered(JudgedQuery judged, List<String> answers) {}

  private static List<Answered> answered(TestDatabase database, String set, String sql) {
    return JudgedQuery.read(set).stream()
        .map(judged -> new Answered(judged, database.values(sql, judged.query())))
        .toList();
  }

  private static double mean(
      List<Answered> answered, ToDoubleBiFunction<JudgedQuery, List<String>> measure) {
    return answered.stream()
        .mapToDouble(each -> measure.applyAsDouble(each.judged(), each.answers()))
        .average()
        .orElse(0);
  }
}
