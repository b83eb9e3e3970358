package org.openhcpcs.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object, member by member. In it objects are maps or of this class, arrays are
 * collections, numbers and booleans are JSON's own, null and an empty {@link Optional} are null,
 * and everything else is its text. The same members in the same order give the same bytes.
 */
public final class Json {

  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private static final int LAST_OF_ASCII = 127;

  private final Map<String, @Nullable Object> members = new LinkedHashMap<>();

  /** An object of these members. */
  public static Json of(Map<?, ?> members) {
    Json json = new Json();
    members.forEach((name, value) -> json.with(String.valueOf(name), value));
    return json;
  }

  /** Adds a member. */
  public Json with(String name, @Nullable Object value) {
    members.put(name, value);
    return this;
  }

  /** Adds the members of another object. */
  public Json with(Json other) {
    members.putAll(other.members);
    return this;
  }

  /** The members in their order; a view. */
  public Map<String, @Nullable Object> members() {
    return Collections.unmodifiableMap(members);
  }

  /** In one line. */
  public String line() {
    return text(null);
  }

  /** In lines, for people too; an array of numbers or texts is one line. */
  public String pretty() {
    return text(new DefaultPrettyPrinter());
  }

  private String text(@Nullable PrettyPrinter printer) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      json.setPrettyPrinter(printer);
      write(json, this);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** As the content of a file in UTF-8: each member and element on a line of its own. */
  public byte[] file() {
    return file(0);
  }

  /** The same in ASCII: every other character is escaped. */
  public byte[] asciiFile() {
    return file(LAST_OF_ASCII);
  }

  private byte[] file(int lastUnescaped) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentObjectsWith(lines);
    printer.indentArraysWith(lines);
    try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
      json.setPrettyPrinter(printer).setHighestNonEscapedChar(lastUnescaped);
      write(json, this);
      json.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(JsonGenerator json, @Nullable Object value) throws IOException {
    if (value instanceof Json object) {
      write(json, object.members);
    } else if (value instanceof Map<?, ?> object) {
      json.writeStartObject();
      for (Map.Entry<?, ?> member : object.entrySet()) {
        json.writeFieldName(String.valueOf(member.getKey()));
        write(json, member.getValue());
      }
      json.writeEndObject();
    } else if (value instanceof Collection<?> values) {
      json.writeStartArray();
      for (Object each : values) {
        write(json, each);
      }
      json.writeEndArray();
    } else if (value instanceof Optional<?> optional) {
      write(json, optional.orElse(null));
    } else if (value instanceof Number number) {
      json.writeNumber(new BigDecimal(number.toString()));
    } else if (value instanceof Boolean bool) {
      json.writeBoolean(bool);
    } else {
      json.writeString(value == null ? null : value.toString());
    }
  }

  /**
   * Reads one object: numbers are of the smallest class that holds them.
   *
   * @throws IOException if it is none, a member is there twice, or something follows it
   */
  public static Json read(byte[] bytes) throws IOException {
    try (JsonParser json = FACTORY.createParser(bytes)) {
      boolean isObject = json.nextToken() == JsonToken.START_OBJECT;
      Json read = of(isObject ? object(json) : Map.of());
      if (!isObject || json.nextToken() != null) {
        throw new IOException("not one JSON object");
      }
      return read;
    }
  }

  private static Map<String, @Nullable Object> object(JsonParser json) throws IOException {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      json.nextToken();
      members.put(name, value(json));
    }
    return members;
  }

  private static @Nullable Object value(JsonParser json) throws IOException {
    return switch (json.currentToken()) {
      case START_OBJECT -> object(json);
      case START_ARRAY -> {
        List<@Nullable Object> values = new ArrayList<>();
        while (!json.nextToken().isStructEnd()) {
          values.add(value(json));
        }
        yield values;
      }
      case VALUE_NUMBER_INT -> json.getNumberValue();
      case VALUE_NUMBER_FLOAT -> json.getDecimalValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> json.getText();
    };
  }
}
