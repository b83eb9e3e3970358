package org.openhcpcs.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which form a client likes best. */
class NegotiationTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | HTML",
        "*/* | HTML",
        "application/json | JSON",
        "APPLICATION/JSON;q=1 | JSON",
        "text/csv, application/json;q=0.9 | CSV",
        "text/* | HTML",
        "text/*;q=0.1, application/json;q=0.2 | JSON",
        "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8 | HTML",
        "text/html;q=0.5, */*;q=0.8 | JSON",
        "application/json;q=0, */* | HTML",
        "image/png | none",
        "text/html;q=0 | none",
        ";;;,,,;q=, | none",
        "text/html;q=much | HTML"
      })
  void choosesTheFormThatIsLikedBest(String accept, String chosen) {
    assertThat(
            Negotiation.choose(
                    accept, List.of(MediaType.HTML, MediaType.JSON, MediaType.CSV), MediaType.HTML)
                .map(Enum::name)
                .orElse("none"))
        .isEqualTo(chosen);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"gzip, br | true", "'' | false", "br | false", "gzip;q=0 | false", "* | true"})
  void packsOnlyForWhoUnpacks(String acceptEncoding, boolean packs) {
    assertThat(Negotiation.takesGzip(acceptEncoding)).isEqualTo(packs);
  }
}
