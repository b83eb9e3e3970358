package org.openhcpcs.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.openhcpcs.claim.LineCheck;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.reference.PackageUnits;
import org.openhcpcs.history.CodeLives;
import org.openhcpcs.history.LifeRow;

class JsonClaimsTest {

  private static final LocalDate KNOWN_ON = LocalDate.of(2020, 1, 1);

  private static final LineCheck CHECK =
      new LineCheck(new CodeLives(Map.of("S9372", List.of(always())), List.of()), KNOWN_ON);

  private static final PackageUnits PACKAGES =
      new PackageUnits(
          List.of(
              new PackageUnits.Listing(
                  "asp",
                  new Edition(2008, 4),
                  "S9372",
                  "99999-4801-01",
                  BigDecimal.TEN,
                  BigDecimal.TEN)));

  private static LifeRow always() {
    return new LifeRow(
        1,
        1,
        false,
        LifeRow.FIRST,
        LifeRow.NEVER,
        LifeRow.NEVER,
        LifeRow.FIRST,
        LifeRow.NEVER,
        List.of(),
        LifeRow.NEVER);
  }

  private static List<String> judged(Supplier<LineCheck> packages, String lines)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new JsonClaims(CHECK, packages, KNOWN_ON)
        .run(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)), out);
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void judgesUnitsByTheCrosswalkAsInFiles() throws IOException {
    List<String> lines =
        judged(
            () -> CHECK.with(PACKAGES),
            """
            {"code":"S9372","date":"2008-06-01","units":20,"ndc":"99999-4801-01"}
            {"code":"s9372-XX","date":"2008-06-01","units":"25","ndc":"99999480101","units_reason":"mine"}
            {"code":"S9372","date":"2008-06-01","units":null,"ndc":""}
            {"code":"S9372","date":"never","units":20,"ndc":"99999-4801-01"}
            {"code":"S9372","date":"2008-06-01","units":20}
            """);
    assertThat(lines.get(0)).endsWith(",\"units_reason\":null}");
    assertThat(lines.get(1))
        .contains("\"input_units_reason\":\"mine\"")
        .endsWith(
            ",\"units_reason\":\"no whole packages: 99999480101 holds 10 units (asp 2008-04)\"}");
    assertThat(lines.get(2)).endsWith("\"not judged: neither units nor NDC\"}");
    assertThat(lines.get(3))
        .contains("\"bad date\"")
        .endsWith("\"not judged: the line could not be judged\"}");
    assertThat(lines.get(4)).contains("\"verdict\":\"valid\"").doesNotContain("units_reason");
  }

  @Test
  void readsNoCrosswalkForLinesWithoutPackages() throws IOException {
    Supplier<LineCheck> never =
        () -> {
          throw new AssertionError("nobody asked for packages");
        };
    assertThat(judged(never, "{\"code\":\"S9372\",\"date\":\"2008-06-01\",\"units\":1}\n"))
        .singleElement()
        .asString()
        .contains("\"verdict\":\"valid\"");
  }
}
