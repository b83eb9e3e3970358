package org.openhcpcs.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

class HtmlTest {

  @Test
  void comesBackFromAnyTextAsItWas() {
    String text = "</td><script>alert(\"1\")</script> & 'two' <!-- &lt; µ ≤ 😀\nnext";
    String html = Html.text(text);
    assertThat(html).doesNotContain("<", ">", "\"", "'");
    assertThat(Jsoup.parse("<pre>x" + html + "</pre>").expectFirst("pre").wholeText())
        .isEqualTo("x" + text);
    assertThat(Jsoup.parse("<p title='" + html + "'>").expectFirst("p").attr("title"))
        .isEqualTo(text);
  }

  @Test
  void showsCharactersThatHtmlDoesNotHave() {
    assertThat(Html.text("a\tb\u0000c\u001bd\u007fe\u0092f\ufffeg\ufdd0h"))
        .isEqualTo("a␉b␀c␛d␡e\\u0092f\\ufffeg\\ufdd0h");
  }

  @Test
  void namesFieldsAsPeopleDo() {
    assertThat(Html.field("asc_payment_group")).isEqualTo("ASC payment group");
    assertThat(Html.field("mog_effective_date")).isEqualTo("MOG effective date");
    assertThat(Html.field("betos")).isEqualTo("BETOS");
    assertThat(Html.field("type_of_service_2")).isEqualTo("type of service 2");
    assertThat(Html.number(1234567)).isEqualTo("1,234,567");
  }
}
