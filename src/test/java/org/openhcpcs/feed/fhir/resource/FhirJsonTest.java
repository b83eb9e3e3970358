package org.openhcpcs.feed.fhir.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** JSON as FHIR wants it. */
class FhirJsonTest {

  private static String text(char... characters) {
    return FhirJson.text(new String(characters));
  }

  @Test
  void takesOutWhatFhirStringsCannotHold() {
    assertThat(text(' ', 'a', (char) 1, 'b', '\t', 'c', (char) 0x9d, ' ')).isEqualTo("a b\tc");
    assertThat(text('a', (char) 0xd800, 'b')).isEqualTo("a b");
    assertThat(FhirJson.text("caf\u00e9 \u201cquoted\u201d \ud83d\ude00"))
        .isEqualTo("caf\u00e9 \u201cquoted\u201d \ud83d\ude00");
  }

  @Test
  void hasALineForEachMemberAndItemAndLeavesBlankMembersOut() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    FhirJson json = new FhirJson(bytes);
    json.begin().with("a", "x").with("b", " ").beginList("c").begin().with("d", 1);
    json.beginList("e").item("f").item("g").endList().end().begin().with("h", true).end();
    json.endList().begin("i").with("j", "k").end().end().finish();
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            """
            {
            "a":"x",
            "c":[
            {"d":1,"e":["f","g"]},
            {"h":true}
            ],
            "i":{"j":"k"}
            }
            """);
  }
}
