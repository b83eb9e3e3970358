package org.openhcpcs.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openhcpcs.check.gate.Gate;
import org.openhcpcs.check.gate.GateLimits;
import org.openhcpcs.code.Finding;
import org.openhcpcs.code.Indicator;
import org.openhcpcs.code.LayoutField;
import org.openhcpcs.code.Severity;
import org.openhcpcs.code.Wording;
import org.openhcpcs.source.companion.IndicatorValue;
import org.openhcpcs.source.companion.RecordLayout;

class LayoutRulesTest {

  private static final LocalDate D2009 = LocalDate.of(2009, 10, 28);
  private static final LocalDate D2015 = LocalDate.of(2015, 10, 28);
  private static final LocalDate D2018 = LocalDate.of(2018, 11, 1);

  @Test
  void letALayoutPassThatIsAsBuilt() {
    LayoutRules.LayoutFindings result = check(asBuilt());
    assertThat(result.refusal()).isEmpty();
    assertThat(result.findings()).isEmpty();
    assertThat(result.wordings()).isEmpty();
  }

  @Test
  void letRedefinitionsAndFillersPass() {
    List<RecordLayout.Item> items = asBuilt();
    items.add(new RecordLayout.Item("HCPCS_CNTRCTR_19_REC", 1, 320, 1, 90));
    items.add(new RecordLayout.Item("HCPCS_MDFR_CD", 4, 5, 1, 91));
    items.add(new RecordLayout.Item("HCPCS_CD", 1, 5, 1, 92));
    items.add(new RecordLayout.Item("", 294, 319, 1, 93));
    assertThat(check(items).refusal()).isEmpty();
    assertThat(check(items).findings()).isEmpty();
  }

  @Test
  void letARepeatedFieldPassThatSaysNoOccurs() {
    List<RecordLayout.Item> items = asBuilt();
    items.replaceAll(
        item -> new RecordLayout.Item(item.standardAlias(), item.begin(), item.end(), 1, 1));
    assertThat(check(items).refusal()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"230, 231, 1", "231, 231, 1", "229, 230, 1", "230, 230, 2"})
  void refuseAFieldAtAnotherPosition(int begin, int end, int occurs) {
    List<RecordLayout.Item> items = asBuilt();
    items.replaceAll(
        item ->
            item.standardAlias().equals("HCPCS_CVRG_CD")
                ? new RecordLayout.Item("HCPCS_CVRG_CD", begin, end, occurs, 44)
                : item);
    LayoutRules.LayoutFindings result = check(items);
    assertThat(result.refusal())
        .contains(
            new Gate.Refusal(
                Gate.LAYOUT,
                "layout.txt has fields where this program does not read them: HCPCS_CVRG_CD at "
                    + begin
                    + "-"
                    + end,
                1,
                0,
                Optional.empty()));
    assertThat(result.findings())
        .containsExactly(
            new Finding(
                Severity.ERROR,
                "layout-position",
                null,
                "HCPCS_CVRG_CD",
                "layout.txt",
                44,
                begin + "-" + end + ", " + occurs + " times",
                "230-230, 1 times",
                "the record layout has a field where this program does not read it"));
  }

  @Test
  void refuseAFieldThatThisProgramDoesNotKnow() {
    List<RecordLayout.Item> items = asBuilt();
    items.add(new RecordLayout.Item("HCPCS_NEW_CD", 294, 295, 1, 99));
    LayoutRules.LayoutFindings result = check(items);
    assertThat(result.refusal()).map(Gate.Refusal::gate).contains(Gate.LAYOUT);
    assertThat(result.findings())
        .extracting(Finding::rule, Finding::observed, Finding::expected)
        .containsExactly(tuple("layout-position", "294-295, 1 times", "no such field"));
  }

  @Test
  void useWhatThereIsOfALayoutThatBreaksOff() {
    List<RecordLayout.Item> items = asBuilt();
    LayoutRules.LayoutFindings result = check(new ArrayList<>(items.subList(0, items.size() - 2)));
    assertThat(result.refusal()).isEmpty();
    assertThat(result.findings())
        .containsExactly(
            new Finding(
                Severity.WARNING,
                "layout-incomplete",
                null,
                null,
                "layout.txt",
                null,
                (items.size() - 2) + " items",
                "all fields, also HCPCS_TRMNTN_DT",
                "the record layout lacks fields; what it has was used"));
  }

  @Test
  void bringAValueThatIsNew() {
    LayoutRules.LayoutFindings result = check(D2018, List.of(value("40", "Drugs")), List.of());
    assertThat(result.wordings()).containsExactly(wording("40", D2018, "Drugs", "layout.txt"));
    assertThat(result.findings())
        .containsExactly(
            new Finding(
                Severity.INFO,
                "layout-new-value",
                null,
                "pricing_indicator",
                "layout.txt",
                12,
                "40 = Drugs",
                null,
                "the record layout explains a value that was not known for its date"));
  }

  @Test
  void bringOtherWords() {
    LayoutRules.LayoutFindings result =
        check(
            D2018,
            List.of(value("55", "Vision services")),
            List.of(wording("55", D2009, "Priced by carriers", "old.txt")));
    assertThat(result.wordings())
        .containsExactly(wording("55", D2018, "Vision services", "layout.txt"));
    assertThat(result.findings())
        .containsExactly(
            new Finding(
                Severity.INFO,
                "layout-changed-wording",
                null,
                "pricing_indicator",
                "layout.txt",
                12,
                "55 = Vision services",
                "Priced by carriers",
                "the record layout explains a value in other words than before"));
  }

  @Test
  void compareWithTheWordsOfTheLayoutsOwnEra() {
    List<Wording> known =
        List.of(
            wording("55", D2018, "newest", "c.txt"),
            wording("55", D2009, "oldest", "a.txt"),
            wording("55", D2015, "of 2015", "b.txt"));
    assertThat(check(D2015, List.of(value("55", "of 2015")), known).wordings()).isEmpty();
    assertThat(check(D2015.minusDays(1), List.of(value("55", "oldest")), known).wordings())
        .isEmpty();
    assertThat(check(D2018.minusDays(1), List.of(value("55", "of 2015")), known).wordings())
        .isEmpty();
    assertThat(check(D2018.plusYears(5), List.of(value("55", "newest")), known).wordings())
        .isEmpty();
    assertThat(check(D2009.minusYears(1), List.of(value("55", "oldest")), known).wordings())
        .as("older than all that are known")
        .isEmpty();
    assertThat(check(D2015, List.of(value("55", "newest")), known).findings())
        .extracting(Finding::rule, Finding::expected)
        .containsExactly(tuple("layout-changed-wording", "of 2015"));
  }

  @Test
  void takeTheDateOfPublicationForALayoutWithoutADate() {
    RecordLayout undated =
        new RecordLayout("layout.txt", Optional.empty(), asBuilt(), List.of(value("40", "Drugs")));
    assertThat(LayoutRules.check(undated, D2018, List.of(), GateLimits.DEFAULT).wordings())
        .extracting(Wording::statedOn)
        .containsExactly(D2018);
  }

  @Test
  void doNotMistakeOneIndicatorForAnother() {
    Wording other =
        new Wording(Indicator.TYPE_OF_SERVICE, "40", D2009, "Drugs", null, null, null, "old.txt");
    assertThat(check(D2018, List.of(value("40", "Drugs")), List.of(other)).findings())
        .extracting(Finding::rule)
        .containsExactly("layout-new-value");
  }

  @Test
  void knowALetterThatIsPrintedAsADigit() {
    IndicatorValue misprint =
        new IndicatorValue(Indicator.BETOS, "01L", "Lymphedema", null, null, null, 12);
    LayoutRules.LayoutFindings result = check(D2018, List.of(misprint), List.of());
    assertThat(result.wordings()).extracting(Wording::code).containsExactly("O1L");
    assertThat(result.findings())
        .extracting(Finding::rule, Finding::observed, Finding::expected)
        .containsExactly(
            Tuple.tuple("layout-misprint", "01L = Lymphedema", "O1L"),
            Tuple.tuple("layout-new-value", "O1L = Lymphedema", null));
  }

  private static List<RecordLayout.Item> asBuilt() {
    List<RecordLayout.Item> items = new ArrayList<>();
    for (LayoutField field : LayoutField.values()) {
      if (field.type() != LayoutField.Type.FILLER) {
        items.add(
            new RecordLayout.Item(
                field.standardAlias(),
                field.begin(1),
                field.end(1),
                field.occurs(),
                items.size() + 1));
      }
    }
    return items;
  }

  private static LayoutRules.LayoutFindings check(List<RecordLayout.Item> items) {
    return LayoutRules.check(
        new RecordLayout("layout.txt", Optional.of(D2015), items, List.of()),
        D2018,
        List.of(),
        GateLimits.DEFAULT);
  }

  private static LayoutRules.LayoutFindings check(
      LocalDate asOf, List<IndicatorValue> values, List<Wording> known) {
    return LayoutRules.check(
        new RecordLayout("layout.txt", Optional.of(asOf), asBuilt(), values),
        LocalDate.of(1999, 1, 1),
        known,
        GateLimits.DEFAULT);
  }

  private static IndicatorValue value(String code, String description) {
    return new IndicatorValue(
        Indicator.PRICING_INDICATOR, code, description, heading(), null, null, 12);
  }

  private static Wording wording(
      String code, LocalDate statedOn, String description, String source) {
    return new Wording(
        Indicator.PRICING_INDICATOR, code, statedOn, description, heading(), null, null, source);
  }

  private static @Nullable String heading() {
    return "Other";
  }
}
