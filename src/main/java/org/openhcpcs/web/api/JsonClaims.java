package org.openhcpcs.web.api;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openhcpcs.claim.ClaimColumns;
import org.openhcpcs.claim.LineCheck;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.history.Verdict;

/**
 * Claim lines as JSON objects, one a line: each comes back with its members and what was found.
 * Members are known by the names that columns of files have. Not thread-safe.
 */
final class JsonClaims {

  private static final int LONGEST_LINE = 1 << 20;
  private static final int MOST_SHAPES = 1000;
  private static final JsonFactory FACTORY = new JsonFactory();

  private final LineCheck check;
  private final String knownOn;

  /** Which member is what, by their names: the objects of a request are mostly alike. */
  private final Map<List<String>, Optional<ClaimColumns>> shapes = new HashMap<>();

  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private boolean isTooLong;

  JsonClaims(LineCheck check, LocalDate knownOn) {
    this.check = check;
    this.knownOn = knownOn.toString();
  }

  void run(InputStream body, OutputStream out) throws IOException {
    InputStream in = new BufferedInputStream(body, 1 << 16);
    while (next(in)) {
      if (isTooLong) {
        out.write(bad("it is longer than " + LONGEST_LINE + " bytes"));
      } else if (!line.toString(StandardCharsets.UTF_8).isBlank()) {
        out.write(judged(line.toByteArray()));
      }
    }
  }

  /** Reads a line; false at the end. */
  private boolean next(InputStream in) throws IOException {
    line.reset();
    isTooLong = false;
    int b = in.read();
    if (b < 0) {
      return false;
    }
    for (; b >= 0 && b != '\n'; b = in.read()) {
      if (line.size() < LONGEST_LINE) {
        line.write(b);
      } else {
        isTooLong = true;
      }
    }
    return true;
  }

  private byte[] judged(byte[] text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length + 200);
    try (JsonParser parser = FACTORY.createParser(text);
        JsonGenerator json = FACTORY.createGenerator(out)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return bad("it is no JSON object");
      }
      Map<String, String> members = copy(parser, json);
      if (parser.nextToken() != null) {
        return bad("something stands behind its object");
      }
      write(json, judgement(members));
      json.writeEndObject();
    } catch (JacksonException e) {
      return bad("it is no JSON object that is whole");
    }
    out.write('\n');
    return out.toByteArray();
  }

  /** Passes the members on, and keeps their texts; those of an array with blanks between. */
  private static Map<String, String> copy(JsonParser parser, JsonGenerator json)
      throws IOException {
    Map<String, String> members = new LinkedHashMap<>();
    json.writeStartObject();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      json.writeFieldName(ClaimColumns.FOUND.contains(name) ? "input_" + name : name);
      JsonToken token = parser.nextToken();
      if (token == JsonToken.START_ARRAY) {
        members.put(name, array(parser, json));
      } else {
        if (token.isScalarValue()) {
          members.put(name, token == JsonToken.VALUE_NULL ? "" : parser.getText());
        }
        json.copyCurrentStructureExact(parser);
      }
    }
    return members;
  }

  private static String array(JsonParser parser, JsonGenerator json) throws IOException {
    List<String> texts = new ArrayList<>();
    json.writeStartArray();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken().isScalarValue() && parser.currentToken() != JsonToken.VALUE_NULL) {
        texts.add(parser.getText());
      }
      json.copyCurrentStructureExact(parser);
    }
    json.writeEndArray();
    return String.join(" ", texts);
  }

  private Optional<LineCheck.Judgement> judgement(Map<String, String> members) {
    List<String> names = List.copyOf(members.keySet());
    if (shapes.size() > MOST_SHAPES) {
      shapes.clear();
    }
    return shapes
        .computeIfAbsent(names, JsonClaims::columns)
        .map(
            columns -> {
              List<String> values = List.copyOf(members.values());
              String own = columns.hasKnownOn() ? values.get(columns.knownOn()).strip() : "";
              return check.check(
                  values.get(columns.code()),
                  values.get(columns.date()),
                  columns.modifiers().stream().map(values::get).toList(),
                  own.isEmpty() ? knownOn : own);
            });
  }

  private static Optional<ClaimColumns> columns(List<String> names) {
    try {
      return Optional.of(ClaimColumns.of("the request", "JSON", names, Map.of()));
    } catch (HcpcsException e) {
      return Optional.empty(); // no member for the code or the date, or two
    }
  }

  private static void write(JsonGenerator json, Optional<LineCheck.Judgement> judgement)
      throws IOException {
    CheckAnswer.write(
        json,
        judgement.orElseGet(
            () -> refused("it has no member for the code or the date of service, or several")));
  }

  private static LineCheck.Judgement refused(String reason) {
    return new LineCheck.Judgement(Verdict.BAD_LINE.label(), reason, "", "", "", "");
  }

  private static byte[] bad(String reason) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(200);
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      json.writeStartObject();
      CheckAnswer.write(json, refused(reason));
      json.writeEndObject();
    }
    out.write('\n');
    return out.toByteArray();
  }
}
