package org.openhcpcs.cli.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openhcpcs.database.NamedRow;

/** What a site says of a code, at the end of its page. */
class SiteTextsTest {

  @Test
  void showsControlCharactersInsteadOfObeyingThem() {
    NamedRow policy =
        new NamedRow(
            Map.of(
                "identifier", "P\u001b[2J",
                "title", "",
                "source", "Plan",
                "effective", "",
                "url", "https://plan.example/\u001b[2J"));
    NamedRow note =
        new NamedRow(
            Map.of(
                "section", "Summary\u001b[2J",
                "source", "",
                "noted_on", "2024-01-01",
                "body", "text"));
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(printed, true, UTF_8);
    new SiteTexts(List.of(policy), List.of(note)).print(new Terminal(out, out, Map.of()));
    assertThat(printed.toString(UTF_8))
        .doesNotContain("\u001b")
        .contains(
            "P\u241b[2J  ", "https://plan.example/\u241b[2J", "Summary\u241b[2J  (2024-01-01)");
  }
}
