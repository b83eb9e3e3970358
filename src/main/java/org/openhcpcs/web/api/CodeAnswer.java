package org.openhcpcs.web.api;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.CodeRecord;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.ResultRows;
import org.openhcpcs.database.rows.JsonRows;
import org.openhcpcs.history.CodeLives;
import org.openhcpcs.history.LifeRow;
import org.openhcpcs.history.ValidSpan;
import org.openhcpcs.history.Verdict;
import org.openhcpcs.store.read.CodePageReader;
import org.openhcpcs.store.read.EditionRecords;
import org.openhcpcs.web.http.JsonAnswer;
import org.openhcpcs.web.http.Parameters;
import org.openhcpcs.web.http.ProblemException;
import org.openhcpcs.web.http.Question;
import org.openhcpcs.web.http.WebAnswer;

/** {@code /api/v1/codes/{code}}: all that there is to say of a code on a day. */
final class CodeAnswer {

  private static final int SIMILAR = 10;

  /** The ends of the time line, as the feed of validity has them. */
  private static final String FIRST_DAY = "1900-01-01";

  private static final String LAST_DAY = "9999-12-31";

  private CodeAnswer() {}

  /** The answer, with a note for other origins where the site has nothing to say of the code. */
  static WebAnswer of(Question question, Database database, Memory memory) {
    String code = CodeRecord.codeOf(question.variable("code"));
    CodeFacts facts =
        CodeFacts.of(question, database, memory, code).orElseThrow(() -> notListed(code));
    ResultRows policies = facts.policies();
    ResultRows notes = facts.notes();
    WebAnswer json = JsonAnswer.of(to -> write(to, facts, policies, notes));
    return policies.isEmpty() && notes.isEmpty() ? json.ofCms() : json;
  }

  /** Why there is nothing to say of a code. */
  static ProblemException notListed(String code) {
    String what =
        switch (Verdict.ofUnlisted(code)) {
          case LEVEL_I ->
              "a code of Level I (CPT), of which CMS's public files have no text; ask the AMA";
          case DENTAL ->
              "a dental code (CDT), of which CMS's public files have no text; ask the ADA";
          default ->
              "unknown: no loaded edition lists it; Level II codes are a letter and four digits, modifiers two characters";
        };
    return new ProblemException(404, "%s is %s", Parameters.shown(code), what);
  }

  private static void write(
      JsonGenerator json, CodeFacts facts, ResultRows policies, ResultRows notes)
      throws IOException {
    Map<String, @Nullable String> fields = facts.record().first();
    json.writeStartObject();
    json.writeStringField("code", facts.code());
    json.writeStringField("kind", facts.code().length() == 2 ? "modifier" : "procedure");
    json.writeStringField("on", facts.on().toString());
    json.writeStringField("known_on", facts.knownOn().toString());
    json.writeStringField("verdict", facts.span().verdict().label());
    json.writeStringField("reason", facts.span().reason());
    json.writeStringField("edition", fields.get("edition"));
    String revision = fields.get("revision");
    json.writePOJOField("revision", revision == null ? null : Integer.valueOf(revision));
    json.writeFieldName("record");
    JsonRows.writeObject(json, facts.record().without(CodePageReader.AS_OF_ONLY));
    timeline(json, facts.spans());
    texts(
        json,
        "replaced_by",
        facts.replacements().stream().map(CodeLives.Replacement::target).toList());
    texts(
        json,
        "living_end",
        Stream.of(facts.span().replacement().split(" ")).filter(end -> !end.isEmpty()).toList());
    json.writeFieldName("similar");
    JsonAnswer.rows(json, SimilarAnswer.rows(facts.similar(SIMILAR))::pass);
    json.writeFieldName("policies");
    JsonAnswer.rows(json, policies::pass);
    json.writeFieldName("notes");
    JsonAnswer.rows(json, notes::pass);
    source(json, facts, fields);
    json.writeEndObject();
  }

  private static void texts(JsonGenerator json, String name, List<String> texts)
      throws IOException {
    json.writeFieldName(name);
    json.writeArray(texts.toArray(String[]::new), 0, texts.size());
  }

  private static void timeline(JsonGenerator json, List<ValidSpan> spans) throws IOException {
    json.writeArrayFieldStart("timeline");
    for (ValidSpan span : spans) {
      json.writeStartObject();
      json.writeStringField("valid_from", day(span.from()));
      json.writeStringField("valid_to", day(span.to()));
      json.writeNumberField("meaning", span.meaning());
      json.writeStringField("verdict", span.verdict().label());
      json.writeStringField("reason", span.reason());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  static @Nullable String textOrNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private static String day(int day) {
    return day == LifeRow.FIRST
        ? FIRST_DAY
        : day == LifeRow.NEVER ? LAST_DAY : LocalDate.ofEpochDay(day).toString();
  }

  private static void source(
      JsonGenerator json, CodeFacts facts, Map<String, @Nullable String> fields)
      throws IOException {
    json.writeFieldName("source");
    Optional<EditionRecords.Place> place = facts.place();
    if (place.isEmpty()) {
      json.writeNull();
      return;
    }
    json.writeStartObject();
    json.writeStringField("archive", fields.get("archive_name"));
    json.writeStringField("sha256", fields.get("archive_sha256"));
    json.writeStringField("file", textOrNull(place.get().file()));
    json.writePOJOField("line", place.get().line() > 0 ? place.get().line() : null);
    json.writeEndObject();
  }
}
