package org.openhcpcs.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openhcpcs.check.Instruction.Change;
import org.openhcpcs.check.Instruction.Edit;
import org.openhcpcs.check.Instruction.Kind;
import org.openhcpcs.code.LayoutField;
import org.openhcpcs.source.CorrectionRow;

class ActionTextTest {

  private static Instruction understand(String action, String... cells) {
    Map<String, String> map = new java.util.LinkedHashMap<>();
    for (int i = 0; i < cells.length; i += 2) {
      map.put(cells[i], cells[i + 1]);
    }
    return ActionText.understand(new CorrectionRow(5, "S9372", action, map));
  }

  @ParameterizedTest
  @CsvSource({
    "DELETE, DELETE",
    "Delete code from file, DELETE",
    "Remove code, DELETE",
    "Removed in error - add back to file, RESTORE",
    "Deleted in error. Add back, RESTORE",
    "Reinstate code, RESTORE",
    "Reactivate, REACTIVATE",
    "revert to 2017, REVERT",
    "Revert back to previous edition, REVERT",
    "Revert to prior year, REVERT",
    "DO NOT ADD - Remove from previous corrections document, WITHDRAW",
    "Do not terminate, WITHDRAW",
  })
  void understandsWhatIsSaidOfAWholeRecord(String action, Kind kind) {
    assertThat(understand(action).kind()).isEqualTo(kind);
  }

  @Test
  void addsACodeWithWhatItsCellsSay() {
    assertThat(
            understand(
                "ADD ",
                "EFF DATE",
                "2017-01-01",
                "SHORT DESC",
                "Pump, any",
                "LONG DESC",
                "Pump of any kind",
                "TOS",
                "9,F",
                "BETOS",
                "D1E",
                "COV",
                "D",
                "PRICE",
                "0",
                "ASC IND",
                "YY",
                "ASC DATE",
                "2017-01-01",
                "COMMENTS",
                "Statute 1833(t)"))
        .isEqualTo(
            Instruction.of(
                Kind.ADD,
                List.of(
                    Edit.set(LayoutField.ADDED_DATE, List.of("2017-01-01")),
                    Edit.set(LayoutField.ACTION_EFFECTIVE_DATE, List.of("2017-01-01")),
                    Edit.set(LayoutField.ACTION, List.of("A")),
                    Edit.set(LayoutField.LONG_DESCRIPTION, List.of("Pump of any kind")),
                    Edit.set(LayoutField.SHORT_DESCRIPTION, List.of("Pump, any")),
                    Edit.set(LayoutField.PRICING_INDICATOR, List.of("00")),
                    Edit.set(LayoutField.STATUTE, List.of("1833(t)")),
                    Edit.set(LayoutField.COVERAGE, List.of("D")),
                    Edit.set(LayoutField.ASC_PAYMENT_GROUP, List.of("YY")),
                    Edit.set(LayoutField.ASC_EFFECTIVE_DATE, List.of("2017-01-01")),
                    Edit.set(LayoutField.BETOS, List.of("D1E")),
                    Edit.set(LayoutField.TYPE_OF_SERVICE, List.of("9", "F")))));
  }

  @Test
  void endsACodeOnTheDayBefore() {
    assertThat(understand("Terminate code", "EFF DATE", "01/01/2017", "XREF CODE", "A1234"))
        .isEqualTo(
            Instruction.of(
                Kind.TERMINATE,
                List.of(
                    Edit.set(LayoutField.TERMINATION_DATE, List.of("2016-12-31")),
                    Edit.set(LayoutField.CROSS_REFERENCE, List.of("A1234")))));
    assertThat(understand("Discontinue ", "EFF DATE", "20170101").kind()).isEqualTo(Kind.TERMINATE);
    assertThat(understand("Discontinue", "EFF DATE", "01/0/12019"))
        .isEqualTo(Instruction.notUnderstood("the code is to end, and no cell says when"));
  }

  @Test
  void understandsChangesOfFields() {
    assertChanges("Remove xref code Q0080", remove(LayoutField.CROSS_REFERENCE, "Q0080"));
    assertChanges("Change xref code to J7203", set(LayoutField.CROSS_REFERENCE, "J7203"));
    assertChanges("Add cross reference J7203", add(LayoutField.CROSS_REFERENCE, "J7203"));
    assertChanges(
        "Change Cov to C and Price to 39",
        set(LayoutField.COVERAGE, "C"),
        set(LayoutField.PRICING_INDICATOR, "39"));
    assertChanges(
        "Change Cov to C, Price to 39; add TOS F",
        set(LayoutField.COVERAGE, "C"),
        set(LayoutField.PRICING_INDICATOR, "39"),
        add(LayoutField.TYPE_OF_SERVICE, "F"));
    assertChanges("Change TOS to 9,F", set(LayoutField.TYPE_OF_SERVICE, "9", "F"));
    assertChanges("Add \u201cYY\u201d ASC Ind ", set(LayoutField.ASC_PAYMENT_GROUP, "YY"));
    assertChanges(
        "Remove \"YY\" ASC Ind and ASC Start date of 01/01/2019",
        remove(LayoutField.ASC_PAYMENT_GROUP, "YY"),
        remove(LayoutField.ASC_EFFECTIVE_DATE, "2019-01-01"));
    assertChanges("Remove ASC Ind", remove(LayoutField.ASC_PAYMENT_GROUP));
    assertChanges(
        "Change coverage from C to D.",
        new Edit(LayoutField.COVERAGE, Change.SET, List.of("D"), "C"));
    assertChanges("Revise added date to 1/1/2017", set(LayoutField.ADDED_DATE, "2017-01-01"));
  }

  @Test
  void takesFromTheCellsWhatTheTextOnlyNames() {
    assertThat(
            understand(
                    "Change Action code to \"F\" and add Action Effective date",
                    "EFF DATE",
                    "2019-01-01")
                .edits())
        .containsExactly(
            set(LayoutField.ACTION, "F"), set(LayoutField.ACTION_EFFECTIVE_DATE, "2019-01-01"));
    assertThat(understand("ReviseLong Description", "LONG DESC", "Drug test(s)").edits())
        .containsExactly(set(LayoutField.LONG_DESCRIPTION, "Drug test(s)"));
    assertThat(
            understand("Revise short and long descriptions", "SHORT DESC", "a", "LONG DESC", "b")
                .edits())
        .containsExactly(
            set(LayoutField.LONG_DESCRIPTION, "b"), set(LayoutField.SHORT_DESCRIPTION, "a"));
    assertThat(understand("Revise description", "SHORT DESC", "a").edits())
        .containsExactly(set(LayoutField.SHORT_DESCRIPTION, "a"));
    assertThat(understand("Change Cov to C and Price to 39", "COV", "C", "PRICE", "39").edits())
        .containsExactly(set(LayoutField.COVERAGE, "C"), set(LayoutField.PRICING_INDICATOR, "39"));
    assertThat(understand("Add \"YY\" ASC Ind", "ASC IND", "YY", "ASC DATE", "2019-01-01").edits())
        .containsExactly(
            set(LayoutField.ASC_PAYMENT_GROUP, "YY"),
            set(LayoutField.ASC_EFFECTIVE_DATE, "2019-01-01"));
    assertThat(understand("Change TOS", "TOS", "1, P").edits())
        .containsExactly(set(LayoutField.TYPE_OF_SERVICE, "1", "P"));
  }

  @Test
  void revertsOneItemOrTheWholeRecord() {
    assertThat(understand("Revert to 2017 long description"))
        .isEqualTo(
            new Instruction(
                Kind.REVERT,
                List.of(Edit.set(LayoutField.LONG_DESCRIPTION, List.of())),
                Optional.of(2017),
                ""));
    assertThat(understand("Revert coverage to previous edition").edits())
        .containsExactly(Edit.set(LayoutField.COVERAGE, List.of()));
    assertThat(understand("Revert to 2017 whatever").why())
        .isEqualTo("what is to revert is not told: WHATEVER");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "see comments",
        "Change",
        "Cov to C",
        "Change Cov",
        "Change Cov to C and so on",
        "Change Cov to CD",
        "Change Price to 123",
        "Change TOS to 1,2,3,4,5,6",
        "Change code to A1234",
        "Change added date to 13/01/2017",
        "Add \"YY\" ASC Ind ZZ",
        "Revise description",
        "Revise long description",
        "Change short and long description to X",
        "Add code A1234 after A1233",
        "Change wrong description",
        "Change BETOS now",
        "Change old BETOS",
        "Revise long description to X",
        "Do something, do not add"
      })
  void guessesNothing(String action) {
    Instruction instruction = understand(action);
    assertThat(instruction.kind()).isEqualTo(Kind.NOT_UNDERSTOOD);
    assertThat(instruction.why()).isNotEmpty();
  }

  @Test
  void guessesNothingWhereTextAndCellDisagree() {
    assertThat(understand("Change Cov to C", "COV", "D").why())
        .isEqualTo("the text says C for coverage, the cell D");
    assertThat(understand("ADD CODE", "SHORT DESC", "Pump").why())
        .isEqualTo("a code is to be added, and no cell describes it");
    assertThat(understand("ADD CODE", "LONG DESC", "Pump", "COV", "CC").why())
        .isEqualTo("CC cannot stand in coverage");
  }

  private static void assertChanges(String action, Edit... edits) {
    assertThat(understand(action)).isEqualTo(Instruction.of(Kind.CHANGE, List.of(edits)));
  }

  private static Edit set(LayoutField item, String... values) {
    return Edit.set(item, List.of(values));
  }

  private static Edit add(LayoutField item, String... values) {
    return new Edit(item, Change.ADD, List.of(values), "");
  }

  private static Edit remove(LayoutField item, String... values) {
    return new Edit(item, Change.REMOVE, List.of(values), "");
  }
}
