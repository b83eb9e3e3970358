package org.openhcpcs.feed.fhir.resource;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.regex.Pattern;

/**
 * Writes JSON piece by piece. Each member of the outermost object, and each item of its lists, has
 * a line of its own, so that two editions can be compared line by line.
 */
public final class FhirJson {

  private static final JsonFactory FACTORY =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  /** What a FHIR string must not contain. */
  private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\\p{Cs}&&[^\\t\\n\\r]]");

  private final JsonGenerator json;

  public FhirJson(OutputStream out) throws IOException {
    json = FACTORY.createGenerator(out, JsonEncoding.UTF8);
    json.setPrettyPrinter(new LinePrinter());
  }

  /** A text as FHIR has strings: without control characters, and without blanks around it. */
  public static String text(String text) {
    return CONTROLS.matcher(text).replaceAll(" ").strip();
  }

  public FhirJson begin() throws IOException {
    json.writeStartObject();
    return this;
  }

  public FhirJson begin(String name) throws IOException {
    json.writeObjectFieldStart(name);
    return this;
  }

  public FhirJson end() throws IOException {
    json.writeEndObject();
    return this;
  }

  public FhirJson beginList(String name) throws IOException {
    json.writeArrayFieldStart(name);
    return this;
  }

  public FhirJson endList() throws IOException {
    json.writeEndArray();
    return this;
  }

  /** A member; none if the text is blank, which FHIR has no strings for. */
  public FhirJson with(String name, String value) throws IOException {
    String text = text(value);
    if (!text.isEmpty()) {
      json.writeStringField(name, text);
    }
    return this;
  }

  FhirJson with(String name, boolean value) throws IOException {
    json.writeBooleanField(name, value);
    return this;
  }

  public FhirJson with(String name, long value) throws IOException {
    json.writeNumberField(name, value);
    return this;
  }

  public FhirJson item(String value) throws IOException {
    json.writeString(value);
    return this;
  }

  /** Ends the file with a line break, and leaves the stream open. */
  public void finish() throws IOException {
    json.writeRaw('\n');
    json.close();
  }

  private static final class LinePrinter extends MinimalPrettyPrinter {

    private static final long serialVersionUID = 1L;

    /** The outermost object, its member, the list in it. */
    private static final int LINES_UP_TO = 2;

    private static void lineBreak(JsonGenerator json) throws IOException {
      if (json.getOutputContext().getNestingDepth() <= LINES_UP_TO) {
        json.writeRaw('\n');
      }
    }

    @Override
    public void beforeObjectEntries(JsonGenerator json) throws IOException {
      objectLine(json);
    }

    @Override
    public void writeObjectEntrySeparator(JsonGenerator json) throws IOException {
      json.writeRaw(',');
      objectLine(json);
    }

    /** Only the outermost object has its members in lines. */
    private static void objectLine(JsonGenerator json) throws IOException {
      if (json.getOutputContext().getNestingDepth() == 1) {
        json.writeRaw('\n');
      }
    }

    @Override
    public void writeEndObject(JsonGenerator json, int entries) throws IOException {
      objectLine(json);
      json.writeRaw('}');
    }

    @Override
    public void beforeArrayValues(JsonGenerator json) throws IOException {
      lineBreak(json);
    }

    @Override
    public void writeArrayValueSeparator(JsonGenerator json) throws IOException {
      json.writeRaw(',');
      lineBreak(json);
    }

    @Override
    public void writeEndArray(JsonGenerator json, int values) throws IOException {
      lineBreak(json);
      json.writeRaw(']');
    }
  }
}
