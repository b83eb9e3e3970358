package org.openhcpcs.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gg.jte.Content;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;

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
  void tellsWhyAValueCouldNotBeAskedFor() {
    HcpcsException gone = ErrorCode.BUSY.failure("the view is gone");
    Content rows =
        out -> {
          throw gone;
        };
    assertThatThrownBy(
            () ->
                Templates.render(
                    "part/table.jte", Map.of("name", "Codes", "heads", "Code:text", "rows", rows)))
        .isSameAs(gone);
  }

  @Test
  void leavesOutAddressesThatRunScripts() {
    assertThat(
            Templates.render(
                "part/address.jte", Map.of("text", "a site's page", "url", "javascript:alert(1)")))
        .doesNotContain("alert");
  }
}
