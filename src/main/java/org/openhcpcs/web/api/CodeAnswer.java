package org.openhcpcs.web.api;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.claim.LineCheck;
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
import org.openhcpcs.store.read.Listings;
import org.openhcpcs.store.serve.CodeCatalog;
import org.openhcpcs.store.serve.SimilarCodes;
import org.openhcpcs.web.http.JsonAnswer;
import org.openhcpcs.web.http.Parameters;
import org.openhcpcs.web.http.ProblemException;
import org.openhcpcs.web.http.Question;
import org.openhcpcs.web.http.WebAnswer;

/** {@code /api/v1/codes/{code}}: all that there is to say of a code on a day. */
final class CodeAnswer {

  private static final int SIMILAR = 10;
  private static final ResultRows NONE = new ResultRows(List.of(), List.of());
  private static final int CROSS_REFERENCES = 5;

  /** The ends of the time line, as the feed of validity has them. */
  private static final String FIRST_DAY = "1900-01-01";

  private static final String LAST_DAY = "9999-12-31";

  private final Question question;
  private final Database database;
  private final Memory.Published published;
  private final String code;
  private final LineCheck.Judgement judgement;
  private final ResultRows record;
  private final Map<String, @Nullable String> fields;
  private final CodePageReader page;

  private CodeAnswer(
      Question question, Database database, Memory.Published published, String code) {
    this.question = question;
    this.database = database;
    this.published = published;
    this.code = code;
    this.page = new CodePageReader(database, code);
    String on = question.on().toString();
    LocalDate knownOn = question.knownOn();
    judgement = published.check().check(code, on, List.of(), knownOn.toString());
    record =
        page.detailAsOf(
            question.on(),
            knownOn,
            listing()
                .map(listing -> OptionalInt.of(listing.releaseId()))
                .orElse(OptionalInt.empty()));
    fields = record.first();
  }

  /** The answer, with a note for other origins where the site has nothing to say of the code. */
  static WebAnswer of(Question question, Database database, Memory memory) {
    String code = CodeRecord.codeOf(question.variable("code"));
    Memory.Published published = memory.of(question.state(), database);
    if (!published.lives().codes().contains(code)) {
      throw notListed(code);
    }
    CodeAnswer answer = new CodeAnswer(question, database, published, code);
    CodeCatalog catalog = published.catalog(database);
    ResultRows policies =
        catalog.has(CodeCatalog.Part.POLICIES, code)
            ? ResultRows.of(database, Listings.policies(code, ""))
            : NONE;
    ResultRows notes =
        catalog.has(CodeCatalog.Part.NOTES, code)
            ? ResultRows.of(database, Listings.notes(code))
            : NONE;
    WebAnswer json = JsonAnswer.of(to -> answer.write(to, policies, notes));
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

  /** The newest release known by then that has the record of the day. */
  private Optional<CodeLives.Listing> listing() {
    CodeLives lives = published.lives();
    int asOf = lives.asOf((int) question.knownOn().toEpochDay());
    int on = (int) question.on().toEpochDay();
    return lives.spans(code, asOf).stream()
        .filter(span -> on < span.to())
        .findFirst()
        .flatMap(span -> lives.listing(span.recordId(), asOf));
  }

  private void write(JsonGenerator json, ResultRows policies, ResultRows notes) throws IOException {
    json.writeStartObject();
    json.writeStringField("code", code);
    json.writeStringField("kind", code.length() == 2 ? "modifier" : "procedure");
    json.writeStringField("on", question.on().toString());
    json.writeStringField("known_on", question.knownOn().toString());
    json.writeStringField("verdict", judgement.verdict());
    json.writeStringField("reason", judgement.reason());
    json.writeStringField("edition", fields.get("edition"));
    json.writeFieldName("revision");
    String revision = fields.get("revision");
    if (revision == null) {
      json.writeNull();
    } else {
      json.writeNumber(revision);
    }
    json.writeFieldName("record");
    JsonRows.writeObject(json, record);
    timeline(json);
    texts(json, "replaced_by", replacedBy());
    texts(
        json,
        "living_end",
        Stream.of(judgement.replacement().split(" ")).filter(end -> !end.isEmpty()).toList());
    similar(json);
    json.writeFieldName("policies");
    JsonAnswer.rows(json, policies);
    json.writeFieldName("notes");
    JsonAnswer.rows(json, notes);
    source(json);
    json.writeEndObject();
  }

  private static void texts(JsonGenerator json, String name, List<String> texts)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  private void timeline(JsonGenerator json) throws IOException {
    CodeLives lives = published.lives();
    json.writeArrayFieldStart("timeline");
    for (ValidSpan span : lives.spans(code, lives.asOf((int) question.knownOn().toEpochDay()))) {
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

  /** As {@code /api/v1/similar} has them, from memory. */
  private void similar(JsonGenerator json) throws IOException {
    CodeCatalog catalog = published.catalog(database);
    Optional<CodeCatalog.Entry> newest = catalog.find(code);
    json.writeArrayFieldStart("similar");
    int place = 0;
    for (SimilarCodes.Similar each :
        newest.map(entry -> catalog.similar(database, entry, SIMILAR)).orElse(List.of())) {
      CodeCatalog.Entry other = each.entry();
      json.writeStartObject();
      json.writeNumberField("place", ++place);
      json.writeStringField("similar_code", other.code());
      json.writeStringField("status", other.status());
      json.writeNumberField("score", each.score());
      json.writeStringField("reason", each.reason());
      json.writeStringField("short_description", textOrNull(other.shortDescription()));
      json.writeStringField("long_description", textOrNull(other.longDescription()));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static @Nullable String textOrNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private static String day(int day) {
    return day == LifeRow.FIRST
        ? FIRST_DAY
        : day == LifeRow.NEVER ? LAST_DAY : LocalDate.ofEpochDay(day).toString();
  }

  /** The cross references of the record, where they are needed. */
  private List<String> replacedBy() {
    boolean isGone =
        judgement.verdict().equals(Verdict.TERMINATED.label())
            || judgement.verdict().equals(Verdict.ABSENT.label());
    return IntStream.rangeClosed(1, CROSS_REFERENCES)
        .mapToObj(i -> Optional.ofNullable(fields.get("cross_reference_" + i)))
        .filter(any -> isGone)
        .flatMap(Optional::stream)
        .toList();
  }

  private void source(JsonGenerator json) throws IOException {
    json.writeFieldName("source");
    String releaseId = fields.get("release_id");
    if (releaseId == null) {
      json.writeNull();
      return;
    }
    Map<String, @Nullable String> release =
        ResultRows.of(database, Listings.archive(Integer.parseInt(releaseId))).first();
    Optional<EditionRecords.Place> place =
        Optional.ofNullable(published.places(database, Integer.parseInt(releaseId)).get(code));
    json.writeStartObject();
    json.writeStringField("archive", release.get("archive_name"));
    json.writeStringField("sha256", release.get("archive_sha256"));
    json.writeStringField("file", place.map(EditionRecords.Place::file).orElse(null));
    json.writeFieldName("line");
    if (place.isPresent()) {
      json.writeNumber(place.get().line());
    } else {
      json.writeNull();
    }
    json.writeEndObject();
  }
}
