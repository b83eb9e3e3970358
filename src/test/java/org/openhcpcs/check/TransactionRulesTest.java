package org.openhcpcs.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openhcpcs.code.Finding;
import org.openhcpcs.source.companion.ReportedChange;
import org.openhcpcs.source.companion.TransactionReport;

class TransactionRulesTest {

  private static final String KEPT_OUT =
      "the transaction report names a code that is not loaded from a public file";

  @Test
  void keepOutLevelIAndDentalCodes() {
    List<ReportedChange> rows =
        Stream.of("A0021", "8P", "99601", "0001F", "D0120", "E1")
            .map(code -> new ReportedChange(code, "ADD", "A", 7))
            .toList();
    TransactionReport checked =
        TransactionRules.apply(new TransactionReport("a.xlsx", rows, List.of()));
    assertThat(checked.file()).isEqualTo("a.xlsx");
    assertThat(checked.changes()).extracting(ReportedChange::code).containsExactly("A0021", "E1");
    assertThat(checked.findings())
        .containsExactly(
            keptOut("level-one", "8P"),
            keptOut("level-one", "99601"),
            keptOut("level-one", "0001F"),
            keptOut("level-dental", "D0120"));
  }

  private static Finding keptOut(String rule, String code) {
    return Finding.warning(rule, KEPT_OUT).about(code).at("a.xlsx", 7);
  }

  @Test
  void leaveOneHundredFindingsApart() {
    List<Finding> findings = findings(100);
    assertThat(TransactionRules.apply(new TransactionReport("a.xlsx", List.of(), findings)))
        .isEqualTo(new TransactionReport("a.xlsx", List.of(), findings));
  }

  @Test
  void makeOneOfMoreFindingsThatAreAlike() {
    Finding other = Finding.warning("transaction-word", "other").at("a.xlsx", 3);
    List<Finding> findings = Stream.concat(Stream.of(other), findings(101).stream()).toList();
    List<Finding> grouped =
        TransactionRules.apply(new TransactionReport("a.xlsx", List.of(), findings)).findings();
    assertThat(grouped).hasSize(2).startsWith(other);
    assertThat(grouped.get(1))
        .isEqualTo(
            Finding.warning("transaction-sheets", "not the same")
                .at("a.xlsx")
                .observed(
                    "101 codes: "
                        + String.join(
                            " ", IntStream.range(1000, 1101).mapToObj(i -> "A" + i).toList())));
  }

  @Test
  void countRowsThatNameNoCode() {
    List<Finding> rows =
        IntStream.range(0, 101)
            .mapToObj(i -> Finding.warning("transaction-row", "no code").at("a.xls", i))
            .toList();
    assertThat(TransactionRules.apply(new TransactionReport("a.xls", List.of(), rows)).findings())
        .containsExactly(
            Finding.warning("transaction-row", "no code").at("a.xls").observed("101 rows"));
  }

  private static List<Finding> findings(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                Finding.warning("transaction-sheets", "not the same")
                    .about("A" + (1000 + count - 1 - i))
                    .at("a.xlsx", i)
                    .observed("B")
                    .expected("A"))
        .toList();
  }
}
