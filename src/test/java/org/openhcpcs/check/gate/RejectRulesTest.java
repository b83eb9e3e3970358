package org.openhcpcs.check.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openhcpcs.source.CodeFile;
import org.openhcpcs.source.RejectedLine;

class RejectRulesTest {

  @ParameterizedTest
  @CsvSource({"0, 0", "5, 0", "5, 5", "6, 594", "100, 9900"})
  void letFewRejectedLinesPass(int rejected, int loaded) {
    assertThat(RejectRules.check(file(rejected, loaded, "garbage"), Limit.of(5, 1))).isEmpty();
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
    assertThat(RejectRules.check(file(rejected, loaded, "garbage"), Limit.of(5, 1)))
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
    assertThat(RejectRules.check(file(500, 500, "99213"), Limit.of(5, 1))).isEmpty();
    assertThat(RejectRules.check(file(500, 500, "D0120"), Limit.of(5, 1))).isEmpty();
    assertThat(RejectRules.check(file(500, 500, "A0021"), Limit.of(5, 1))).isPresent();
  }

  @Test
  void nameTheGateAsTheCommandLineDoes() {
    assertThat(List.of(Gate.values()))
        .extracting(Gate::label)
        .containsExactly(
            "layout", "rejects", "codes", "vanished", "terminated", "texts", "undecoded", "dates")
        .allMatch(label -> label.equals(label.toLowerCase(Locale.ROOT)));
  }

  private static CodeFile file(int rejected, int loaded, String raw) {
    List<RejectedLine> lines = new ArrayList<>();
    for (int i = 1; i <= rejected; i++) {
      lines.add(new RejectedLine(i, StandardCharsets.US_ASCII.encode(raw), "no record"));
    }
    return new CodeFile("a.txt", List.of(), lines, List.of(), List.of(), loaded);
  }
}
