package org.openhcpcs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openhcpcs.database.TestDatabase;
import org.openhcpcs.database.TestServer;

/** CMS's own corrections of 2017 and 2019, held against what CMS published after them. */
@NeedsReleases
class RealCorrectionsIT {

  /**
   * Fields of corrected codes that the edition after it has otherwise. Descriptions came in lower
   * case, and what no correction says of an added code is left out, as are the action codes.
   */
  private static final String DIFFERENT =
      """
      select distinct c.code, f.key
      from hcpcs.correction k
      join hcpcs.release b using (release_id)
      join hcpcs.release e on e.edition = b.edition and e.is_current_revision
      join hcpcs.release_code m on m.release_id = e.release_id
      join hcpcs.code_record c on c.record_id = m.record_id and c.code = k.code
      join hcpcs.release n on n.edition = ? and n.revision = 1
      join hcpcs.release_code o on o.release_id = n.release_id
      join hcpcs.code_record d on d.record_id = o.record_id and d.code = c.code
      cross join lateral jsonb_each_text(to_jsonb(c)) f
      where e.edition = ? and lower(f.value) is distinct from lower(to_jsonb(d) ->> f.key)
        and f.key not in ('record_id', 'content_hash', 'descriptive_hash', 'unit_reading', 'action', 'multiple_pricing_indicator',
          'anesthesia_base_units')
      order by 1, 2
      """;

  @TempDir private static Path folder;
  private static TestDatabase database = TestServer.migrated();

  @BeforeAll
  static void load() {
    TestProgram program = TestProgram.with(database, folder.resolve("home"));
    for (String edition : List.of("2017-01", "2019-01")) {
      program.print("load", "--apply-corrections", RealReleases.folder(edition).toString());
    }
    program.print("load", RealReleases.folder("2020-01").toString());
  }

  @Test
  void understandsAndAppliesEachOfThem() {
    assertThat(
            database.rows(
                """
                select edition, verdict, count(*), string_agg(code || ': ' || explanation, '; ')
                from hcpcs.correction
                join hcpcs.release using (release_id)
                group by 1, 2
                order by 1, 2
                """))
        .containsExactly(
            List.of("2017-01", "applied", "12", TestDatabase.NULL),
            List.of(
                "2019-01",
                "applied",
                "14",
                "Q5111: its effective date cannot be read: 01/0/12019"));
  }

  @Test
  void canBeProvedByTheArchivesAlone() {
    ProofTrial trial = new ProofTrial(database, folder.resolve("home/archive"));
    assertThat(trial.hold(trial.questions(2017, ProofTrial.count()))).isNotEmpty();
  }

  @Test
  void saysWhatCmsPublishedAfterwards() {
    assertThat(database.rows(DIFFERENT, "2019-01", "2017-01"))
        .containsExactly(
            List.of("C1842", "asc_effective_date"),
            List.of("C1842", "asc_payment_group"),
            List.of("C1842", "statute"),
            List.of("G0477", "cross_reference_1"),
            List.of("G0478", "cross_reference_1"),
            List.of("G0479", "cross_reference_1"),
            List.of("G0480", "lab_certification_1"),
            List.of("G0481", "lab_certification_1"),
            List.of("G0482", "lab_certification_1"),
            List.of("G0483", "lab_certification_1"),
            List.of("G0659", "lab_certification_1"));
    assertThat(database.rows(DIFFERENT, "2020-01", "2019-01"))
        .containsExactly(
            List.of("B4105", "processing_note"),
            List.of("C9034", "asc_effective_date"),
            List.of("C9034", "asc_payment_group"),
            List.of("J1095", "statute"),
            List.of("J2787", "long_description"),
            List.of("J2787", "short_description"),
            List.of("Q2026", "action_effective_date"),
            List.of("Q2026", "asc_effective_date"),
            List.of("Q2026", "asc_payment_group"),
            List.of("Q5111", "action_effective_date"),
            List.of("Q5111", "added_date"),
            List.of("Q9994", "cross_reference_1"),
            List.of("Q9994", "processing_note"));
  }

  @Test
  void givesBackAModifierThatWasRemovedInError() {
    String verdict = "select verdict from hcpcs.check_code('DA', date '2019-02-01', date '%s')";
    assertThat(database.value(verdict.formatted("2018-11-02"))).isEqualTo("valid");
    assertThat(database.value(verdict.formatted("2019-01-02"))).isEqualTo("absent");
    assertThat(database.value(verdict.formatted("2019-01-03"))).isEqualTo("valid");
    assertThat(
            database.value(
                """
                select count(*)
                from hcpcs.release e
                join hcpcs.release_code using (release_id)
                join hcpcs.code_record r using (record_id)
                where e.edition = '2019-01' and r.code = 'DA' and e.revision = 1
                """))
        .isEqualTo("0");
  }
}
