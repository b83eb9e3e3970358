package org.openhcpcs.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FrameTest {

  private static Frame frame(String path) {
    return new Frame(
        false,
        path,
        Map.of("q", List.of("a&b"), "page", List.of("2")),
        "2020-03-02",
        "2020-04-01",
        Map.of());
  }

  @Test
  void leadsBackFromWhereverThePageStands() {
    assertThat(frame("").root()).isEqualTo("./");
    assertThat(frame("search").root()).isEqualTo("./");
    assertThat(frame("codes/A4206").root()).isEqualTo("../");
    assertThat(frame("values/coverage/C").root()).isEqualTo("../../");
  }

  @Test
  void keepsTheDatesInEveryLink() {
    assertThat(frame("codes/A4206").code("E0260"))
        .isEqualTo("../codes/E0260?on=2020-03-02&known_on=2020-04-01");
    assertThat(frame("").link("search", "q", "ox y", "status", ""))
        .isEqualTo("./search?q=ox%20y&on=2020-03-02&known_on=2020-04-01");
  }

  @Test
  void leadsToItselfWithOneThingChanged() {
    assertThat(frame("search").here("page", "", "on", ""))
        .isEqualTo("./search?q=a%26b&known_on=2020-04-01");
  }

  @Test
  void keepsEveryValueOfAParameter() {
    Frame frame =
        new Frame(
            false,
            "codes/A4206/proof",
            Map.of("modifier", List.of("NU", "RR")),
            "2020-03-02",
            "",
            Map.of());
    assertThat(frame.here())
        .isEqualTo("../../codes/A4206/proof?modifier=NU&modifier=RR&on=2020-03-02");
  }

  @Test
  void writesNoCodeThatCouldLeadElsewhere() {
    assertThat(frame("").code("//evil.example/?\""))
        .startsWith("./codes/%2F%2Fevil.example%2F%3F%22");
  }
}
