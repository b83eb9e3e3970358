package org.openhcpcs.check.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openhcpcs.check.CodeFiles;
import org.openhcpcs.code.CodeRecord;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.Field;
import org.openhcpcs.code.Indicator;
import org.openhcpcs.code.Records;
import org.openhcpcs.source.CodeFile;
import org.openhcpcs.source.RejectedLine;

/** Ten or a hundred codes against limits that a test names; the others are as wide as can be. */
class GateRulesTest {

  private static final Edition EDITION = new Edition(2020, 1);
  private static final Edition YEAR_BEFORE = new Edition(2019, 1);

  private static String code(int number) {
    return "A%04d".formatted(number);
  }

  private static List<CodeRecord> records(int from, int to, Map<Field, String> values) {
    return IntStream.rangeClosed(from, to)
        .mapToObj(number -> Records.procedure(code(number), values))
        .toList();
  }

  private static CodeFile file(List<CodeRecord> first, List<CodeRecord> more) {
    return CodeFiles.of(Stream.concat(first.stream(), more.stream()).toArray(CodeRecord[]::new));
  }

  private static CodeFile file(int codes) {
    return file(records(1, codes, Map.of()), List.of());
  }

  private static Baseline baseline(Edition edition, int codes, Baseline.ListedCode listed) {
    Map<String, Baseline.ListedCode> all = new HashMap<>();
    for (int number = 1; number <= codes; number++) {
      all.put(code(number), listed);
    }
    return new Baseline(edition, 1, all);
  }

  private static Baseline living(int codes) {
    return baseline(YEAR_BEFORE, codes, new Baseline.ListedCode("", "", false));
  }

  private static List<Gate.Refusal> check(
      String gate, String limit, CodeFile file, Baseline... baselines) {
    return check(gate, limit, file, Map.of(), baselines);
  }

  private static List<Gate.Refusal> check(
      String gate,
      String limit,
      CodeFile file,
      Map<Indicator, Set<String>> undocumented,
      Baseline... baselines) {
    GateLimits limits = GateLimits.DEFAULT.with("test", "codes", "0");
    for (Gate other : Gate.values()) {
      if (other != Gate.CODES) {
        limits = limits.with("test", other.label(), "999999999");
      }
    }
    return GateRules.check(
        limits.with("test", gate, limit), EDITION, file, undocumented, List.of(baselines));
  }

  private static Gate.Refusal refusal(
      Gate gate, int observed, int allowed, Baseline baseline, String reason) {
    return new Gate.Refusal(gate, reason, observed, allowed, Optional.of(baseline));
  }

  @Test
  void wantAMinimumOfCodes() {
    assertThat(check("codes", "10", file(10))).isEmpty();
    assertThat(check("codes", "10", file(9)))
        .containsExactly(
            new Gate.Refusal(
                Gate.CODES,
                "it has 9 codes and modifiers, at least 10 are wanted (limit 10)",
                9,
                10,
                Optional.empty()));
  }

  @Test
  void wantAShareOfTheCodesBefore() {
    Baseline before = living(10);
    assertThat(check("codes", "1 or 75%", file(8), before)).isEmpty();
    assertThat(check("codes", "1 or 75%", file(7), before))
        .containsExactly(
            refusal(
                Gate.CODES,
                7,
                8,
                before,
                "it has 7 codes and modifiers where 2019-01 has 10, at least 8 are wanted (limit 1 or 75%)"));
  }

  @Test
  void refuseAnEmptyFileByDefault() {
    assertThat(GateRules.check(GateLimits.DEFAULT, EDITION, file(0), Map.of(), List.of()))
        .extracting(Gate.Refusal::gate)
        .containsExactly(Gate.CODES);
    assertThat(GateRules.check(GateLimits.DEFAULT, EDITION, file(1), Map.of(), List.of()))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2, 8, ''",
    "2, 7, '3 of 10 codes that 2019-01 lists and that never ended are missing (A0008 A0009 A0010), at most 2 may (limit 2)'",
    "20%, 8, ''",
    "20%, 4, '6 of 10 codes that 2019-01 lists and that never ended are missing (A0005 A0006 A0007 A0008 A0009 ...), at most 2 may (limit 20%)'"
  })
  void missCodesThatNeverEnded(String limit, int codes, String reason) {
    assertThat(check("vanished", limit, file(codes), living(10)))
        .extracting(Gate.Refusal::reason)
        .isEqualTo(reason.isEmpty() ? List.of() : List.of(reason));
  }

  @Test
  void doNotMissCodesThatEndedBefore() {
    Baseline ended = baseline(YEAR_BEFORE, 10, new Baseline.ListedCode("", "", true));
    assertThat(check("vanished", "0", file(1), ended)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2020, 1, 1",
    "2019, 10, 1",
    "2019, 1, 1",
    "2018, 10, 2",
    "2018, 1, 2",
    "2017, 10, 3",
    "2012, 1, 8"
  })
  void allowMoreForEveryYearBegun(int year, int month, int times) {
    Edition before = new Edition(year, month);
    Baseline baseline = baseline(before, 100, new Baseline.ListedCode("", "", false));
    assertThat(check("vanished", "5%", file(100 - 5 * times), baseline)).isEmpty();
    assertThat(check("vanished", "5%", file(100 - 5 * times - 1), baseline))
        .singleElement()
        .satisfies(
            refusal -> {
              assertThat(refusal.observed()).isEqualTo(5 * times + 1);
              assertThat(refusal.allowed()).isEqualTo(5 * times);
              assertThat(refusal.reason())
                  .endsWith(
                      times == 1
                          ? "at most 5 may (limit 5%)"
                          : "at most %d may (limit 5%%, for %d years)".formatted(5 * times, times));
            });
  }

  @Test
  void countCodesThatEndNow() {
    Map<Field, String> ended = Map.of(Field.TERMINATION_DATE, "2019-12-31");
    Baseline before = living(10);
    assertThat(
            check(
                "terminated", "20%", file(records(1, 2, ended), records(3, 10, Map.of())), before))
        .isEmpty();
    assertThat(
            check(
                "terminated", "20%", file(records(1, 3, ended), records(4, 10, Map.of())), before))
        .containsExactly(
            refusal(
                Gate.TERMINATED,
                3,
                2,
                before,
                "3 of 10 codes that had no end in 2019-01 have one now (A0001 A0002 A0003), at most 2 may (limit 20%)"));
    assertThat(check("terminated", "0", file(records(11, 20, ended), List.of()), before))
        .as("codes that are new")
        .isEmpty();
    assertThat(
            check(
                "terminated",
                "0",
                file(records(1, 10, ended), List.of()),
                baseline(YEAR_BEFORE, 10, new Baseline.ListedCode("", "", true))))
        .as("codes that had ended")
        .isEmpty();
  }

  @Test
  void countDescriptionsThatChanged() {
    Baseline before =
        baseline(YEAR_BEFORE, 10, new Baseline.ListedCode("WALKER, 4” WHEELS", "Walker", false));
    Map<Field, String> same =
        Map.of(Field.LONG_DESCRIPTION, "Walker, 4\" wheels", Field.SHORT_DESCRIPTION, "WALKER ");
    Map<Field, String> otherLong =
        Map.of(Field.LONG_DESCRIPTION, "Walker, 5\" wheels", Field.SHORT_DESCRIPTION, "Walker");
    Map<Field, String> otherShort =
        Map.of(Field.LONG_DESCRIPTION, "Walker, 4\" wheels", Field.SHORT_DESCRIPTION, "Walkers");
    assertThat(check("texts", "0", file(records(1, 10, same), List.of()), before))
        .as("capitals and signs")
        .isEmpty();
    assertThat(check("texts", "2", file(records(1, 2, otherLong), records(3, 10, same)), before))
        .isEmpty();
    assertThat(
            check("texts", "2", file(records(1, 2, otherLong), records(3, 3, otherShort)), before))
        .containsExactly(
            refusal(
                Gate.TEXTS,
                3,
                2,
                before,
                "3 of 3 codes have other descriptions than in 2019-01 (A0001 A0002 A0003), at most 2 may (limit 2)"));
    assertThat(check("texts", "0", file(records(11, 20, otherLong), List.of()), before))
        .as("codes that are new")
        .isEmpty();
  }

  @Test
  void countCodesWithValuesThatNoLayoutExplains() {
    Map<Indicator, Set<String>> undocumented =
        Map.of(Indicator.COVERAGE, Set.of("?"), Indicator.PROCESSING_NOTE, Set.of("0999"));
    Map<Field, String> unknown = Map.of(Field.COVERAGE, "?", Field.PROCESSING_NOTE, "0999");
    Map<Field, String> known = Map.of(Field.COVERAGE, "D", Field.PROCESSING_NOTE, "0999");
    assertThat(
            check(
                "undecoded",
                "20%",
                file(records(1, 2, unknown), records(3, 10, known)),
                undocumented))
        .isEmpty();
    assertThat(
            check(
                "undecoded",
                "20%",
                file(records(1, 3, unknown), records(4, 10, known)),
                undocumented))
        .containsExactly(
            new Gate.Refusal(
                Gate.UNDECODED,
                "3 of 10 codes have values that no record layout explains (A0001 A0002 A0003), at most 2 may (limit 20%)",
                3,
                2,
                Optional.empty()));
  }

  @Test
  void countCodesWithoutAnAddedDateThatCanBeRead() {
    Map<Field, String> dated = Map.of(Field.ADDED_DATE, "2019-01-01");
    assertThat(check("dates", "20%", file(records(1, 2, Map.of()), records(3, 10, dated))))
        .isEmpty();
    assertThat(check("dates", "20%", file(records(1, 3, Map.of()), records(4, 10, dated))))
        .containsExactly(
            new Gate.Refusal(
                Gate.DATES,
                "3 of 10 codes have no added date that can be read (A0001 A0002 A0003), at most 2 may (limit 20%)",
                3,
                2,
                Optional.empty()));
  }

  @Test
  void compareWithTheEditionBeforeAndWithTheRevisionBefore() {
    Baseline edition = living(5);
    Baseline revision = new Baseline(EDITION, 2, living(10).codes());
    assertThat(check("vanished", "2", file(5), edition, revision))
        .extracting(Gate.Refusal::comparedWith)
        .containsExactly(Optional.of(revision));
    assertThat(check("codes", "80%", file(5), edition, revision))
        .extracting(Gate.Refusal::comparedWith)
        .containsExactly(Optional.of(revision));
    assertThat(check("vanished", "2", file(1), edition, revision))
        .extracting(Gate.Refusal::comparedWith)
        .containsExactly(Optional.of(edition));
  }

  @Test
  void compareNothingWhereNothingIsLoaded() {
    assertThat(check("vanished", "0", file(1))).isEmpty();
    assertThat(check("texts", "0", file(1))).isEmpty();
  }

  @Test
  void refuseByTheirOwnLimitsAtOnce() {
    List<RejectedLine> rejected = new ArrayList<>();
    for (int line = 1; line <= 6; line++) {
      rejected.add(
          new RejectedLine(line, StandardCharsets.US_ASCII.encode("damaged"), "no record"));
    }
    CodeFile half = new CodeFile("a.txt", file(200).records(), rejected, List.of(), List.of(), 200);
    assertThat(GateRules.check(GateLimits.DEFAULT, EDITION, half, Map.of(), List.of(living(400))))
        .extracting(Gate.Refusal::gate)
        .containsExactly(Gate.REJECTS, Gate.CODES, Gate.VANISHED, Gate.DATES);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "5, 0", "5, 5", "6, 594", "100, 9900"})
  void letFewRejectedLinesPass(int rejected, int loaded) {
    assertThat(GateRules.rejects(damaged(rejected, loaded, "garbage"), Limit.of(5, 1))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "6, 593, 6 of 599, 5",
    "6, 0, 6 of 6, 5",
    "101, 9900, '101 of 10,001', 100",
    "1000, 1000, '1,000 of 2,000', 20"
  })
  void refuseMoreThanOneLineInAHundredAndMoreThanFive(
      int rejected, int loaded, String lines, int allowed) {
    assertThat(GateRules.rejects(damaged(rejected, loaded, "garbage"), Limit.of(5, 1)))
        .contains(
            new Gate.Refusal(
                Gate.REJECTS,
                lines + " lines could not be loaded, at most " + allowed + " may (limit 5 or 1%)",
                rejected,
                allowed,
                Optional.empty()));
  }

  @Test
  void doNotCountWhatIsKeptOutForItsLevel() {
    assertThat(GateRules.rejects(damaged(500, 500, "99213"), Limit.of(5, 1))).isEmpty();
    assertThat(GateRules.rejects(damaged(500, 500, "D0120"), Limit.of(5, 1))).isEmpty();
    assertThat(GateRules.rejects(damaged(500, 500, "A0021"), Limit.of(5, 1))).isPresent();
  }

  @Test
  void nameTheGateAsTheCommandLineDoes() {
    assertThat(List.of(Gate.values()))
        .extracting(Gate::label)
        .containsExactly(
            "layout", "rejects", "codes", "vanished", "terminated", "texts", "undecoded", "dates")
        .allMatch(label -> label.equals(label.toLowerCase(Locale.ROOT)));
  }

  private static CodeFile damaged(int rejected, int loaded, String raw) {
    List<RejectedLine> lines = new ArrayList<>();
    for (int i = 1; i <= rejected; i++) {
      lines.add(new RejectedLine(i, StandardCharsets.US_ASCII.encode(raw), "no record"));
    }
    return new CodeFile("a.txt", List.of(), lines, List.of(), List.of(), loaded);
  }
}
