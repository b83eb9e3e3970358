package org.openhcpcs.check.correction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openhcpcs.check.correction.Correction.Verdict;
import org.openhcpcs.code.CodeRecord;
import org.openhcpcs.code.Field;
import org.openhcpcs.code.Finding;
import org.openhcpcs.source.companion.CorrectionRow;

class CorrectionRulesTest {

  private static final CodeRecord PUMP =
      CodeRecord.blank("A1000")
          .with(
              Map.of(
                  Field.LONG_DESCRIPTION, "Pump, any kind",
                  Field.SHORT_DESCRIPTION, "Pump",
                  Field.COVERAGE, "D",
                  Field.PRICING_INDICATOR_1, "00",
                  Field.CROSS_REFERENCE_1, "A2000",
                  Field.TYPE_OF_SERVICE_1, "9",
                  Field.ADDED_DATE, "2010-01-01",
                  Field.ACTION_EFFECTIVE_DATE, "2010-01-01",
                  Field.ACTION, "N"));

  private final List<CorrectionRow> rows = new ArrayList<>();
  private final Map<String, CodeRecord> records = new HashMap<>(Map.of("A1000", PUMP));
  private final Map<String, CodeRecord> earlier = new HashMap<>();

  private CorrectionRulesTest correct(String code, String action, String... cells) {
    Map<String, String> map = new LinkedHashMap<>();
    for (int i = 0; i < cells.length; i += 2) {
      map.put(cells[i], cells[i + 1]);
    }
    rows.add(new CorrectionRow(5 + rows.size(), code, action, map));
    return this;
  }

  private CorrectionRules.JudgedCorrections judge() {
    return CorrectionRules.judge(
        rows,
        records,
        (code, year) ->
            Optional.ofNullable(earlier.get(code)).filter(r -> year.orElse(2016) == 2016));
  }

  private void assertVerdicts(Verdict... verdicts) {
    assertThat(judge().corrections()).extracting(Correction::verdict).containsExactly(verdicts);
  }

  private CodeRecord corrected(String code) {
    return judge().changed().getOrDefault(code, Optional.empty()).orElseThrow();
  }

  @Test
  void addsACode() {
    correct(
        "C1000", "ADD", "EFF DATE", "2017-01-01", "LONG DESC", "A thing", "TOS", "9,F", "COV", "D");
    assertVerdicts(Verdict.OPEN);
    assertThat(corrected("C1000"))
        .isEqualTo(
            CodeRecord.blank("C1000")
                .with(
                    Map.of(
                        Field.LONG_DESCRIPTION, "A thing",
                        Field.COVERAGE, "D",
                        Field.TYPE_OF_SERVICE_1, "9",
                        Field.TYPE_OF_SERVICE_2, "F",
                        Field.ADDED_DATE, "2017-01-01",
                        Field.ACTION_EFFECTIVE_DATE, "2017-01-01",
                        Field.ACTION, "A")));
  }

  @Test
  void addsACodeWhoseDateIsMistyped() {
    correct("C1000", "ADD CODE", "EFF DATE", "01/0/12019", "LONG DESC", "A thing");
    assertThat(judge().corrections().get(0).explanation())
        .isEqualTo("its effective date cannot be read: 01/0/12019");
    assertThat(corrected("C1000").get(Field.ADDED_DATE)).isEmpty();
  }

  @Test
  void knowsWhatTheEditionSaysAlready() {
    records.put("C1000", PUMP.with(Map.of(Field.LONG_DESCRIPTION, "Fits the ’GC/MS’  pump")));
    correct("C1000", "ADD", "EFF DATE", "2010-01-01", "LONG DESC", "Fits the 'gc/ms' pump")
        .correct("A1000", "Change Cov to D")
        .correct("A1000", "Remove xref code Q0080")
        .correct("A9999", "Delete code")
        .correct("A1000", "Removed in error - add back to file");
    rows.remove(4); // would take the place of those before it
    assertVerdicts(Verdict.MERGED, Verdict.MERGED, Verdict.MERGED, Verdict.MERGED);
    assertThat(judge().changed()).isEmpty();
    rows.clear();
    correct("A1000", "Removed in error - add back to file");
    assertVerdicts(Verdict.MERGED);
  }

  @Test
  void changesFieldsAndDatesTheChange() {
    correct("A1000", "Change Cov to C and Price to 39", "EFF DATE", "2017-01-01");
    assertVerdicts(Verdict.OPEN);
    assertThat(corrected("A1000"))
        .isEqualTo(
            PUMP.with(
                Map.of(
                    Field.COVERAGE, "C",
                    Field.PRICING_INDICATOR_1, "39",
                    Field.ACTION_EFFECTIVE_DATE, "2017-01-01")));
  }

  @Test
  void addsToAndTakesFromRepeatedFields() {
    correct("A1000", "Add TOS F")
        .correct("A1000", "Remove xref code A2000")
        .correct("A1000", "Change coverage from D to C");
    assertVerdicts(Verdict.OPEN, Verdict.OPEN, Verdict.OPEN);
    assertThat(corrected("A1000"))
        .isEqualTo(
            PUMP.with(
                Map.of(
                    Field.TYPE_OF_SERVICE_2, "F",
                    Field.CROSS_REFERENCE_1, "",
                    Field.COVERAGE, "C")));
  }

  @Test
  void endsACode() {
    correct("A1000", "Discontinue", "EFF DATE", "2017-01-01", "XREF CODE", "A3000");
    assertThat(corrected("A1000"))
        .isEqualTo(
            PUMP.with(
                Map.of(
                    Field.TERMINATION_DATE, "2016-12-31",
                    Field.ACTION_EFFECTIVE_DATE, "2017-01-01",
                    Field.ACTION, "D",
                    Field.CROSS_REFERENCE_1, "A3000")));
    CodeRecord ended = corrected("A1000");
    records.put("A1000", ended);
    assertVerdicts(Verdict.MERGED);
    rows.clear();
    correct("A1000", "Terminate code", "EFF DATE", "2018-01-01");
    assertVerdicts(Verdict.CONTRADICTED);
    assertThat(judge().corrections().get(0).explanation())
        .isEqualTo("the code ended on 2016-12-31");
    rows.clear();
    correct("A1000", "Change Cov to C", "EFF DATE", "2017-03-01");
    assertThat(corrected("A1000").get(Field.ACTION_EFFECTIVE_DATE)).isEqualTo("2017-01-01");
    rows.clear();
    correct("A1000", "Reactivate", "EFF DATE", "2017-04-01");
    assertThat(corrected("A1000"))
        .isEqualTo(
            ended.with(
                Map.of(
                    Field.TERMINATION_DATE, "",
                    Field.ACTION_EFFECTIVE_DATE, "2017-04-01",
                    Field.ACTION, "R")));
  }

  @Test
  void restoresAndRevertsFromTheEditionBefore() {
    earlier.put("DA", CodeRecord.blank("DA").with(Map.of(Field.LONG_DESCRIPTION, "Assessment")));
    earlier.put("A1000", PUMP.with(Map.of(Field.COVERAGE, "I", Field.LONG_DESCRIPTION, "PUMP")));
    correct("DA", "Removed in error - add back to file")
        .correct("A1000", "Revert to 2016 coverage");
    assertVerdicts(Verdict.OPEN, Verdict.OPEN);
    assertThat(corrected("DA").get(Field.LONG_DESCRIPTION)).isEqualTo("Assessment");
    assertThat(corrected("A1000")).isEqualTo(PUMP.with(Map.of(Field.COVERAGE, "I")));
    correct("A1000", "Revert to previous edition");
    assertVerdicts(Verdict.OPEN, Verdict.SUPERSEDED, Verdict.OPEN);
    assertThat(judge().changed()).containsEntry("A1000", Optional.ofNullable(earlier.get("A1000")));
    rows.clear();
    correct("A1000", "Revert to 2012")
        .correct("A9999", "Removed in error - add back to file")
        .correct("A9998", "Revert to 2016");
    assertVerdicts(Verdict.CONTRADICTED, Verdict.CONTRADICTED, Verdict.CONTRADICTED);
  }

  @Test
  void deletesACode() {
    correct("A1000", "Delete code");
    assertVerdicts(Verdict.OPEN);
    assertThat(judge().changed()).containsExactly(Map.entry("A1000", Optional.empty()));
  }

  @Test
  void saysWhatTheEditionContradicts() {
    correct("A1000", "ADD", "EFF DATE", "2010-01-01", "LONG DESC", "Another thing", "COV", "D")
        .correct("A9999", "Change Cov to C")
        .correct("A1000", "Change price from 51 to 52")
        .correct("A1000", "Revise long description", "LONG DESC", "Pump, an");
    assertThat(judge().corrections())
        .extracting(Correction::verdict, Correction::explanation)
        .containsExactly(
            tuple(Verdict.CONTRADICTED, "the edition lists the code with another long_description"),
            tuple(Verdict.CONTRADICTED, "the edition does not list the code"),
            tuple(Verdict.CONTRADICTED, "pricing_indicator is 00, not 51"),
            tuple(
                Verdict.CONTRADICTED,
                "the edition's text begins with that of the correction, which may be cut"));
    assertThat(judge().changed()).isEmpty();
    records.put(
        "A1000",
        PUMP.with(
            Map.of(
                Field.TYPE_OF_SERVICE_2, "1",
                Field.TYPE_OF_SERVICE_3, "2",
                Field.TYPE_OF_SERVICE_4, "3",
                Field.TYPE_OF_SERVICE_5, "4")));
    rows.clear();
    correct("A1000", "Add TOS F");
    assertThat(judge().corrections().get(0).explanation())
        .isEqualTo("all positions of type_of_service are taken");
  }

  @Test
  void laterCorrectionsTakeThePlaceOfEarlierOnes() {
    correct("A1000", "Change Cov to C and Price to 39")
        .correct("A1000", "Change Cov to I")
        .correct("A1000", "Change price to 51");
    assertVerdicts(Verdict.SUPERSEDED, Verdict.OPEN, Verdict.OPEN);
    assertThat(corrected("A1000"))
        .isEqualTo(PUMP.with(Map.of(Field.COVERAGE, "I", Field.PRICING_INDICATOR_1, "51")));
    rows.clear();
    correct("A1000", "Change Cov to C").correct("A1000", "Delete code");
    assertVerdicts(Verdict.SUPERSEDED, Verdict.OPEN);
    rows.clear();
    correct("C1000", "ADD", "LONG DESC", "A thing").correct("C1000", "Add \"YY\" ASC Ind");
    assertVerdicts(Verdict.OPEN, Verdict.OPEN);
    assertThat(corrected("C1000").get(Field.ASC_PAYMENT_GROUP)).isEqualTo("YY");
  }

  @Test
  void withdrawsEarlierCorrections() {
    correct("C1000", "ADD", "LONG DESC", "A thing")
        .correct("C1000", "DO NOT ADD - Remove from previous corrections document");
    assertVerdicts(Verdict.WITHDRAWN, Verdict.MERGED);
    assertThat(judge().changed()).isEmpty();
    records.put("C1000", PUMP);
    assertVerdicts(Verdict.WITHDRAWN, Verdict.CONTRADICTED);
    rows.remove(1);
    correct("C1000", "Remove, will be assigned at a later date");
    assertVerdicts(Verdict.WITHDRAWN, Verdict.OPEN);
    records.remove("C1000");
    assertVerdicts(Verdict.WITHDRAWN, Verdict.MERGED);
  }

  @Test
  void holdsWhatIsNotToBeDoneAgainstTheEdition() {
    CodeRecord ended =
        PUMP.with(
            Map.of(
                Field.TERMINATION_DATE, "2016-12-31",
                Field.ACTION_EFFECTIVE_DATE, "2017-01-01",
                Field.ACTION, "D"));
    correct("A1000", "Terminate", "EFF DATE", "2017-01-01")
        .correct("A1000", "Change Cov to C")
        .correct("A1000", "Do not terminate");
    assertVerdicts(Verdict.WITHDRAWN, Verdict.OPEN, Verdict.MERGED);
    rows.subList(0, 2).clear();
    records.put("A1000", ended);
    assertVerdicts(Verdict.OPEN);
    assertThat(corrected("A1000"))
        .isEqualTo(
            ended.with(Map.of(Field.TERMINATION_DATE, "", Field.ACTION, "N"))); // its date is known
    rows.clear();
    correct("A1000", "Change TOS to 1").correct("A1000", "Do not change TOS");
    assertVerdicts(Verdict.WITHDRAWN, Verdict.MERGED);
    rows.clear();
    correct("A1000", "Do not add TOS 9")
        .correct("A9998", "Do not delete")
        .correct("A9999", "Do not terminate");
    assertVerdicts(Verdict.OPEN, Verdict.CONTRADICTED, Verdict.CONTRADICTED);
    assertThat(corrected("A1000").get(Field.TYPE_OF_SERVICE_1)).isEmpty();
  }

  @Test
  void endsACodeByItsTerminationDateToo() {
    correct("A1000", "Add term date of 12/31/2016");
    assertThat(corrected("A1000"))
        .isEqualTo(
            PUMP.with(
                Map.of(
                    Field.TERMINATION_DATE, "2016-12-31",
                    Field.ACTION_EFFECTIVE_DATE, "2017-01-01",
                    Field.ACTION, "D")));
    records.put("A1000", corrected("A1000"));
    correct("A1000", "Terminate").correct("A1000", "Delete code", "EFF DATE", "2017-01-01");
    rows.remove(0);
    assertVerdicts(Verdict.SUPERSEDED, Verdict.MERGED);
    rows.remove(1);
    assertVerdicts(Verdict.MERGED);
    rows.clear();
    correct("A1000", "Remove term date; action code N, action effective date 1/1/2010");
    assertThat(corrected("A1000")).isEqualTo(PUMP);
  }

  @Test
  void leavesAloneWhatNoCellDescribes() {
    correct("A1000", "Discontinue").correct("C1000", "ADD CODE", "SHORT DESC", "Pump");
    assertThat(judge().corrections())
        .extracting(Correction::verdict, Correction::explanation)
        .containsExactly(
            tuple(Verdict.NOT_UNDERSTOOD, "the code is to end, and no cell says when"),
            tuple(Verdict.NOT_UNDERSTOOD, "a code is to be added, and no cell describes it"));
    assertThat(judge().changed()).isEmpty();
  }

  @Test
  void revertsTheActionThatAnnouncedWhatIsReverted() {
    earlier.put("A1000", PUMP);
    CodeRecord updated =
        PUMP.with(
            Map.of(
                Field.LONG_DESCRIPTION, "Pump, another kind",
                Field.ACTION_EFFECTIVE_DATE, "2017-01-01",
                Field.ACTION, "C"));
    records.put("A1000", updated);
    correct("A1000", "Should not have been updated - revert back to 2016 description");
    assertVerdicts(Verdict.OPEN);
    assertThat(corrected("A1000")).isEqualTo(PUMP);
    records.put("A1000", updated.with(Map.of(Field.COVERAGE, "C")));
    assertThat(corrected("A1000"))
        .isEqualTo(
            updated.with(Map.of(Field.LONG_DESCRIPTION, "Pump, any kind", Field.COVERAGE, "C")));
  }

  @Test
  void revertsItemsBesideOtherChanges() {
    earlier.put("A1000", PUMP.with(Map.of(Field.COVERAGE, "I", Field.LONG_DESCRIPTION, "PUMP A")));
    correct("A1000", "Revert LD to 2016 and change coverage to C", "EFF DATE", "2017-01-01");
    assertThat(corrected("A1000"))
        .isEqualTo(
            PUMP.with(
                Map.of(
                    Field.LONG_DESCRIPTION, "PUMP A",
                    Field.COVERAGE, "C",
                    Field.ACTION_EFFECTIVE_DATE, "2017-01-01")));
  }

  @Test
  void knowsAShortDescriptionThatTheFileCuts() {
    String text = "Pump for any kind of liquid there is";
    records.put("A1000", PUMP.with(Map.of(Field.SHORT_DESCRIPTION, text.substring(0, 28))));
    correct("A1000", "Revise SD", "Short Description", text);
    assertVerdicts(Verdict.MERGED);
  }

  @Test
  void listsWhatItDoesNotUnderstand() {
    correct("A1000", "see comments");
    Correction correction = judge().corrections().get(0);
    assertThat(correction.finding("c.xlsx"))
        .isEqualTo(
            Finding.warning(
                    "correction-not-understood",
                    "the correction is not understood, and was left alone: not told apart: see comments")
                .about("A1000")
                .at("c.xlsx", 5)
                .observed("see comments"));
    assertThat(judge().changed()).isEmpty();
  }
}
