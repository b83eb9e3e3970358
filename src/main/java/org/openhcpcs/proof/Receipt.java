package org.openhcpcs.proof;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.release.archive.ContentDigest;

/**
 * A receipt as a tree of JSON, which has one way to be written: in ASCII, a member or element a
 * line.
 *
 * @param members the members of an object in their order: objects as maps, arrays as lists, texts,
 *     integers, booleans and null
 */
public record Receipt(Map<String, @Nullable Object> members) {

  /**
   * The form of a receipt, and how it writes raw bytes: each byte of a line of a text as the
   * character that has its number.
   */
  static final String FORMAT = "openhcpcs-receipt/1 raw=iso-8859-1";

  static final String CHECKSUM = "sha256";

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .build();

  public Receipt {
    members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
  }

  /** The same with the SHA-256 of all of it for a last member. */
  Receipt sealed() {
    Map<String, @Nullable Object> all = new LinkedHashMap<>(members);
    all.remove(CHECKSUM);
    all.put(CHECKSUM, ContentDigest.of(new Receipt(all).bytes()).sha256());
    return new Receipt(all);
  }

  /** The text or number of a member of one of its objects; empty for null. */
  public String text(String object, String member) {
    return members.get(object) instanceof Map<?, ?> found && found.get(member) != null
        ? String.valueOf(found.get(member))
        : "";
  }

  /** As it is written. */
  public byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentArraysWith(indenter);
    printer.indentObjectsWith(indenter);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.setPrettyPrinter(printer);
      write(json, members);
      json.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static void write(JsonGenerator json, @Nullable Object value) throws IOException {
    if (value instanceof Map<?, ?> object) {
      json.writeStartObject();
      for (Map.Entry<?, ?> member : object.entrySet()) {
        json.writeFieldName(String.valueOf(member.getKey()));
        write(json, member.getValue());
      }
      json.writeEndObject();
    } else if (value instanceof List<?> array) {
      json.writeStartArray();
      for (Object each : array) {
        write(json, each);
      }
      json.writeEndArray();
    } else if (value instanceof Integer number) {
      json.writeNumber(number);
    } else if (value instanceof Boolean bool) {
      json.writeBoolean(bool);
    } else if (value == null) {
      json.writeNull();
    } else {
      json.writeString(value.toString());
    }
  }

  /**
   * Reads one.
   *
   * @throws HcpcsException FILE_UNREADABLE with the place that is no JSON, or none of a receipt's
   */
  static Receipt read(byte[] bytes) {
    try (JsonParser json = JSON.createParser(bytes)) {
      json.nextToken();
      if (!(value(json) instanceof Map<?, ?> object)) {
        throw unreadable("no object");
      }
      if (json.nextToken() != null) {
        throw unreadable("text stands behind it");
      }
      Map<String, @Nullable Object> members = new LinkedHashMap<>();
      object.forEach((name, member) -> members.put(String.valueOf(name), member));
      return new Receipt(members);
    } catch (JsonProcessingException e) {
      JsonLocation place = e.getLocation(); // what is nested too deeply has none
      throw unreadable(
          (place == null ? "" : "line " + place.getLineNr() + ": ") + e.getOriginalMessage());
    } catch (IOException e) {
      throw unreadable(String.valueOf(e.getMessage()));
    }
  }

  private static HcpcsException unreadable(String why) {
    return new HcpcsException(ErrorCode.FILE_UNREADABLE, why);
  }

  private static @Nullable Object value(JsonParser json) throws IOException {
    JsonToken token = json.currentToken();
    if (token == null) {
      throw unreadable("it ends too early");
    }
    return switch (token) {
      case START_OBJECT -> {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          String name = json.currentName();
          json.nextToken();
          object.put(name, value(json));
        }
        yield object;
      }
      case START_ARRAY -> {
        List<@Nullable Object> array = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
          array.add(value(json));
        }
        yield array;
      }
      case VALUE_STRING -> json.getText();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case VALUE_NUMBER_INT ->
          json.getNumberType() == JsonParser.NumberType.INT
              ? (Object) json.getIntValue()
              : json.getText();
      default ->
          throw unreadable(
              "line "
                  + json.currentLocation().getLineNr()
                  + ": "
                  + json.getText()
                  + " is nothing of a receipt");
    };
  }
}
