package org.openhcpcs.web.api;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.openhcpcs.claim.LineCheck;
import org.openhcpcs.code.CodeRecord;
import org.openhcpcs.web.http.JsonAnswer;
import org.openhcpcs.web.http.ProblemException;
import org.openhcpcs.web.http.Question;
import org.openhcpcs.web.http.WebAnswer;

/** {@code GET /api/v1/check}: what {@code hcpcs check} says of a line. */
final class CheckAnswer {

  private static final int LONGEST = 200;

  private CheckAnswer() {}

  /** One object for one code, a list of them for several. */
  static WebAnswer of(Question question, Memory memory) {
    List<String> codes = question.parameters().all("code");
    List<String> modifiers = question.parameters().all("modifier");
    if (codes.isEmpty() || codes.get(0).isBlank()) {
      throw new ProblemException(400, "name a code, such as code=J9380&on=2024-03-02");
    }
    if (codes.stream().anyMatch(code -> code.length() > LONGEST)
        || modifiers.stream().anyMatch(modifier -> modifier.length() > LONGEST)) {
      throw new ProblemException(400, "a code or modifier is longer than %s characters", LONGEST);
    }
    LineCheck check = memory.of(question.state()).check();
    return JsonAnswer.of(
        json -> {
          if (codes.size() == 1) {
            write(json, question, check, codes.get(0), modifiers);
            return;
          }
          json.writeStartObject();
          json.writeArrayFieldStart("items");
          for (String code : codes) {
            write(json, question, check, code, modifiers);
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private static void write(
      JsonGenerator json, Question question, LineCheck check, String code, List<String> modifiers)
      throws IOException {
    String on = question.on().toString();
    String knownOn = question.knownOn().toString();
    json.writeStartObject();
    json.writeStringField("code", CodeRecord.codeOf(code));
    json.writeStringField("on", on);
    json.writeStringField("known_on", knownOn);
    write(json, check.check(code, on, modifiers, knownOn));
    json.writeEndObject();
  }

  /** The members of a judgement; null for what is empty, as {@code check --format json} has it. */
  static void write(JsonGenerator json, LineCheck.Judgement judgement) throws IOException {
    member(json, "verdict", judgement.verdict());
    member(json, "reason", judgement.reason());
    member(json, "replacement", judgement.replacement());
    member(json, "edition", judgement.edition());
    member(json, "checked", judgement.checked());
    member(json, "modifier_verdicts", judgement.modifierVerdicts());
  }

  static void member(JsonGenerator json, String name, String text) throws IOException {
    json.writeStringField(name, text.isEmpty() ? null : text);
  }
}
