package org.openhcpcs.source.companion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.code.Indicator;
import org.openhcpcs.code.LayoutField;
import org.openhcpcs.sample.SampleData;
import org.openhcpcs.sample.SampleRelease;
import org.openhcpcs.sample.SampleWriter;

class RecordLayoutReaderTest {

  private static final SampleRelease RELEASE = SampleData.january();

  @Test
  void readsThePositionsOfAWholeLayout() {
    RecordLayout layout = RecordLayoutReader.read("a.txt", sample());
    assertThat(layout.file()).isEqualTo("a.txt");
    assertThat(layout.asOf()).contains(RELEASE.publishedOn());
    for (LayoutField field : LayoutField.values()) {
      if (field.type() != LayoutField.Type.FILLER) {
        assertThat(layout.items())
            .as(field.standardAlias())
            .filteredOn(item -> item.standardAlias().equals(field.standardAlias()))
            .extracting(RecordLayout.Item::begin, RecordLayout.Item::end, RecordLayout.Item::occurs)
            .containsExactly(tuple(field.begin(1), field.end(1), field.occurs()));
      }
    }
    List<String> lines = new String(sample(), StandardCharsets.US_ASCII).lines().toList();
    assertThat(layout.items())
        .allSatisfy(
            item ->
                assertThat(lines.get(item.line() - 1))
                    .containsPattern("\\b%d +%d\\b".formatted(item.begin(), item.end())));
  }

  @Test
  void readsTheValueListsOfAWholeLayout() {
    RecordLayout layout = RecordLayoutReader.read("a.txt", sample());
    assertThat(layout.values())
        .extracting(IndicatorValue::indicator)
        .contains(Indicator.PRICING_INDICATOR, Indicator.BETOS, Indicator.TYPE_OF_SERVICE)
        .doesNotContain(Indicator.PROCESSING_NOTE);
    assertThat(layout.values())
        .extracting(IndicatorValue::indicator, IndicatorValue::code)
        .doesNotHaveDuplicates();
    assertThat(value(layout, Indicator.PRICING_INDICATOR, "00"))
        .extracting(IndicatorValue::description, IndicatorValue::heading)
        .containsExactly(
            "Service not separately priced by part B (e.g., services not covered, bundled, used by part a only, etc.)",
            null);
    assertThat(value(layout, Indicator.PRICING_INDICATOR, "11").heading())
        .isEqualTo(
            "Physician Fee Schedule And Non-Physician Practitioners: Linked To The Physician Fee Schedule");
    assertThat(value(layout, Indicator.PRICING_INDICATOR, "36").heading())
        .isEqualTo(
            "Durable Medical Equipment, Prosthetics, Orthotics, Supplies And Surgical Dressings");
    assertThat(value(layout, Indicator.PRICING_INDICATOR, "51").heading()).isEqualTo("Other");
    assertThat(value(layout, Indicator.LAB_CERTIFICATION, "120").heading())
        .isEqualTo("Microbiology");
    assertThat(value(layout, Indicator.LAB_CERTIFICATION, "400").heading()).isNull();
    assertThat(value(layout, Indicator.ACTION, "N").description()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "OCCURS MIN: 4 OCCURS MAX: 0, 4",
    "OCCURS MIN: 1 OCCURS MAX: 4, 4",
    "OCCURS MIN: 0 OCCURS MAX: 4, 4",
    "OCCURS MIN: 0 OCCURS MAX: 0, 1",
    "LENGTH : 2, 1"
  })
  void readsOccursBothWays(String line, int occurs) {
    RecordLayout layout =
        read("9. Pricing", "  2   120    121    CHAR", "STANDARD ALIAS : HCPCS_PRCNG_IND_CD", line);
    assertThat(layout.items())
        .containsExactly(new RecordLayout.Item("HCPCS_PRCNG_IND_CD", 120, 121, occurs, 2));
  }

  @Test
  void readsPositionsBelowANameThatHasTheType() {
    assertThat(
            read(
                    "  3.   FILLER                 CHAR",
                    "                                 3      1      3",
                    "  4.   Modifier",
                    "                                 2      4      5    CHAR",
                    "STANDARD ALIAS : HCPCS_MDFR_CD")
                .items())
        .containsExactly(
            new RecordLayout.Item("", 1, 3, 1, 2),
            new RecordLayout.Item("HCPCS_MDFR_CD", 4, 5, 1, 4));
  }

  @Test
  void takesNoOtherThreeNumbersForPositions() {
    RecordLayout layout =
        read(
            "1. Code",
            "  5   1   5  CHAR",
            "  5   1   6",
            "  2019   1   1",
            "  999999999999   1   999999999999",
            "STANDARD ALIAS : HCPCS_CD");
    assertThat(layout.items()).containsExactly(new RecordLayout.Item("HCPCS_CD", 1, 5, 1, 2));
  }

  @Test
  void readsTabsAsTheBlanksThatTheyStandFor() {
    String spaces =
        """
        16. Coverage
                 1    230    230    CHAR
                STANDARD ALIAS : HCPCS_CVRG_CD
                CODES         :
                        C = Carrier
                                judgment
                        D = Special
        """;
    String tabs = spaces.replace("        ", "\t").replace("\tSTANDARD", "  \tSTANDARD");
    assertThat(RecordLayoutReader.read("a.txt", bytes(tabs)))
        .isEqualTo(RecordLayoutReader.read("a.txt", bytes(spaces)));
    assertThat(values(RecordLayoutReader.read("a.txt", bytes(tabs))))
        .containsExactly(tuple("C", "Carrier judgment", null), tuple("D", "Special", null));
  }

  @Test
  void readsTextThatGoesOnAndHeadingsAboveValues() {
    assertThat(
            values(
                pricing(
                    "   00 = Not priced (e.G., none,",
                    "        used by part a  only)",
                    "   Linked To The",
                    "   -------------",
                    "   Fee Schedule,",
                    "   -------------",
                    "   And Others",
                    "   ----------",
                    "   11 = National",
                    "",
                    "   12 = Anesthesia",
                    "   Other",
                    "   -----",
                    "   51 = Drugs")))
        .containsExactly(
            tuple("00", "Not priced (e.g., none, used by part a only)", null),
            tuple("11", "National", "Linked To The: Fee Schedule, And Others"),
            tuple("12", "Anesthesia", "Linked To The: Fee Schedule, And Others"),
            tuple("51", "Drugs", "Other"));
  }

  @Test
  void putsLabCertificationsBelowTheMoreGeneralOne() {
    assertThat(
            values(
                list(
                    "14.",
                    "HCPCS_LAB_CRTFCTN_CD",
                    "  010 = Histocompatibility",
                    "  100 = Microbiology and",
                    "          more",
                    "        110 = Bacteriology",
                    "        115 = Mycobacteriology",
                    "  400 = Hematology",
                    "  500 = Immuno",
                    "        510 = Abo group")))
        .containsExactly(
            tuple("010", "Histocompatibility", null),
            tuple("100", "Microbiology and more", null),
            tuple("110", "Bacteriology", "Microbiology and more"),
            tuple("115", "Mycobacteriology", "Microbiology and more"),
            tuple("400", "Hematology", null),
            tuple("500", "Immuno", null),
            tuple("510", "Abo group", "Immuno"));
  }

  @Test
  void readsTheTablesOfTheAppendix() {
    RecordLayout layout =
        read(
            "1. Code",
            "  5   1   5  CHAR",
            "STANDARD ALIAS : HCPCS_CD",
            "BETOS_TB                  BETOS Table",
            "--------",
            "  M1A = Office visits - new",
            "  D1E = Other DME",
            "  Q9 = Of no family",
            "CMS_TYPE_SRVC_TB        CMS Type of Service Table",
            "  1 = Medical care",
            "  A = Used DME",
            " 10/28/2009",
            "  B = Behind the tables");
    assertThat(layout.values())
        .extracting(
            IndicatorValue::indicator,
            IndicatorValue::code,
            IndicatorValue::description,
            IndicatorValue::heading,
            IndicatorValue::line)
        .containsExactly(
            tuple(Indicator.BETOS, "M1A", "Office visits - new", "Evaluation and management", 6),
            tuple(Indicator.BETOS, "D1E", "Other DME", "Durable medical equipment", 7),
            tuple(Indicator.BETOS, "Q9", "Of no family", null, 8),
            tuple(Indicator.TYPE_OF_SERVICE, "1", "Medical care", null, 10),
            tuple(Indicator.TYPE_OF_SERVICE, "A", "Used DME", null, 11));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "IOL's inserted (eff 10/1/2014), 2014-10-01, -",
        "Drugs (effec 1/97), 1997-01-01, -",
        "Drugs (eff 12/50), 2050-12-01, -",
        "Drugs (eff 12/51), 1951-12-01, -",
        "Vaccines (obsoleted 3/31/2005), -, 2005-03-31",
        "Vaccines (obsolete 3/31/05), -, 2005-03-31",
        "Vaccines (discontinued 01/01/98), -, 1998-01-01",
        "Not applicable as of January 1; 1998, -, 1998-01-01",
        "Drugs (eff 13/1/2014), -, -",
        "Drugs (eff 1/97) and other before 1/97, -, -",
        "Drugs eff. 1/97 (discontinued 1/98), -, -",
        "Drugs (eff 1/98) (discontinued 1/97), -, -",
        "Drugs (eff 1/97) (discontinued 1/97), -, -",
        "Drugs (eff 1/97) (discontinued 1/98), 1997-01-01, 1998-01-01",
        "Drugs 1/97, -, -"
      })
  void readsSinceAndUntilWhenAValueHolds(String text, String from, String to) {
    String description = text.replace(";", ",");
    assertThat(pricing("   51 = " + description).values())
        .containsExactly(
            new IndicatorValue(
                Indicator.PRICING_INDICATOR,
                "51",
                description,
                null,
                from == null ? null : LocalDate.parse(from),
                to == null ? null : LocalDate.parse(to),
                5));
  }

  @ParameterizedTest
  @CsvSource({
    "AS OF: 10/28/2009, 2009-10-28",
    "'  AS OF:   02/29/2016 ', 2016-02-29",
    "AS OF: 13/28/2009, ''",
    "AS OF 10/28/2009, ''"
  })
  void readsTheDateOfTheLayout(String line, String date) {
    assertThat(read(line, "1. Code", "  5   1   5  CHAR", "AS OF: 01/01/2001").asOf())
        .isEqualTo(Optional.of(date.isEmpty() ? LocalDate.of(2001, 1, 1) : LocalDate.parse(date)));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.25, 0.5, 0.75, 0.95})
  void readsWhatThereIsOfALayoutThatBreaksOff(double share) {
    RecordLayout whole = RecordLayoutReader.read("a.txt", sample());
    byte[] part = Arrays.copyOf(sample(), (int) (sample().length * share));
    RecordLayout half = RecordLayoutReader.read("a.txt", part);
    assertThat(half.items()).hasSizeLessThanOrEqualTo(whole.items().size()).isNotEmpty();
    assertThat(whole.items()).containsAll(half.items().subList(0, half.items().size() - 1));
    List<IndicatorValue> values = half.values();
    assertThat(whole.values()).containsAll(values.subList(0, Math.max(0, values.size() - 1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "HCPCS", "1. Code\n", "  5   1   5  NOTHING", "  5   1   6  CHAR"})
  void refusesWhatIsNoLayout(String text) {
    assertThatExceptionOfType(HcpcsException.class)
        .isThrownBy(() -> RecordLayoutReader.read("a.txt", bytes(text)))
        .withMessage("a.txt: no item with positions; not a record layout")
        .extracting(HcpcsException::errorCode)
        .isEqualTo(ErrorCode.FILE_UNREADABLE);
  }

  @Test
  void readsNoListOfAnItemThatIsNoIndicator() {
    assertThat(list("6.", "HCPCS_REC_IDENT_CD", "  3 = First line").values()).isEmpty();
  }

  private static RecordLayout pricing(String... values) {
    return list("9.", "HCPCS_PRCNG_IND_CD", values);
  }

  private static RecordLayout list(String number, String alias, String... values) {
    return read(
        Stream.concat(
                Stream.of(
                    number + "  Item",
                    "   2   120   121   CHAR",
                    "   STANDARD ALIAS : " + alias,
                    "   CODES         :"),
                Stream.concat(Stream.of(values), Stream.of("", "   OCCURS MIN: 1 OCCURS MAX: 4")))
            .toArray(String[]::new));
  }

  private static RecordLayout read(String... lines) {
    return RecordLayoutReader.read(
        "a.txt", bytes(Arrays.stream(lines).collect(Collectors.joining("\r\n"))));
  }

  private static List<Tuple> values(RecordLayout layout) {
    return layout.values().stream()
        .map(value -> tuple(value.code(), value.description(), value.heading()))
        .toList();
  }

  private static IndicatorValue value(RecordLayout layout, Indicator indicator, String code) {
    return layout.values().stream()
        .filter(value -> value.indicator() == indicator && value.code().equals(code))
        .findFirst()
        .orElseThrow();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(Charset.forName("windows-1252"));
  }

  private static byte[] sample() {
    return SampleWriter.files(RELEASE).entrySet().stream()
        .filter(file -> file.getKey().contains("recordlayout"))
        .map(Entry::getValue)
        .findFirst()
        .orElseThrow();
  }
}
