package org.openhcpcs.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

class TemplatesTest {

  private static String shown(String text) {
    return Templates.render("part/value.jte", Map.of("value", text, "meaning", ""));
  }

  @Test
  void bringsAnyTextBackAsItWas() {
    String text = "</td><script>alert(\"1\")</script> & 'two' <!-- &lt; µ ≤ 😀\nnext";
    assertThat(shown(text)).doesNotContain("<", ">");
    assertThat(Jsoup.parse("<pre>x" + shown(text) + "</pre>").expectFirst("pre").wholeText())
        .isEqualTo("x" + text + "\n");
  }

  @Test
  void showsCharactersThatHtmlDoesNotHave() {
    assertThat(shown("a\tb\u0000c\u001bd\u007fe\u0092f\ufffeg\ufdd0h"))
        .isEqualTo("a␉b␀c␛d␡e\\u0092f\\ufffeg\\ufdd0h\n");
  }

  @Test
  void leavesOutAddressesThatRunScripts() {
    assertThat(
            Templates.render(
                "part/address.jte", Map.of("text", "a site's page", "url", "javascript:alert(1)")))
        .doesNotContain("alert");
  }
}
