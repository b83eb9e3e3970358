package org.openhcpcs.feed.apply;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonParser.NumberType;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.code.Labelled;
import org.openhcpcs.feed.table.Column;
import org.openhcpcs.feed.table.Operation;
import org.openhcpcs.feed.table.Row;
import org.openhcpcs.feed.table.RowChange;
import org.openhcpcs.feed.table.SnapshotTable;

/** Reads the JSON Lines of a feed back. */
final class JsonLinesReader implements Closeable {

  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final Path file;
  private final JsonParser parser;
  private final Map<String, Integer> places = SnapshotTable.TABLE.places();
  private final List<SerializedString> names =
      SnapshotTable.TABLE.columns().stream()
          .map(column -> new SerializedString(column.name()))
          .toList();

  JsonLinesReader(Path file) throws IOException {
    this.file = file;
    this.parser =
        FACTORY.createParser(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
  }

  /** The next row of a snapshot; null after the last. */
  @Nullable Row nextRow() throws IOException {
    try {
      return parser.nextToken() == null ? null : row();
    } catch (JsonProcessingException e) {
      throw damaged(String.valueOf(e.getOriginalMessage()));
    }
  }

  /** The next change of a delta; null after the last. */
  @Nullable RowChange nextChange() throws IOException {
    try {
      return parser.nextToken() == null ? null : change();
    } catch (JsonProcessingException e) {
      throw damaged(String.valueOf(e.getOriginalMessage()));
    }
  }

  private RowChange change() throws IOException {
    String code = "";
    Optional<Operation> operation = Optional.empty();
    Optional<Row> before = Optional.empty();
    Optional<Row> after = Optional.empty();
    expect(JsonToken.START_OBJECT);
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "code" -> code = parser.getText();
        case "operation" -> operation = operation(parser.getText());
        case "before" -> before = optionalRow();
        case "after" -> after = optionalRow();
        case "changed_fields" -> parser.skipChildren();
        default -> throw damaged("unknown member " + name);
      }
    }
    return new RowChange(code, operation.orElseThrow(() -> damaged("no operation")), before, after);
  }

  private Optional<Operation> operation(String label) {
    Optional<Operation> named = Labelled.of(Operation.class, label);
    return named.or(
        () -> {
          throw damaged("unknown operation " + label.toLowerCase(Locale.ROOT));
        });
  }

  private Optional<Row> optionalRow() throws IOException {
    return parser.currentToken() == JsonToken.VALUE_NULL ? Optional.empty() : Optional.of(row());
  }

  private Row row() throws IOException {
    @Nullable String[] values = new @Nullable String[places.size()];
    int members = 0;
    expect(JsonToken.START_OBJECT);
    for (int place = nextPlace(members); place >= 0; place = nextPlace(members)) {
      values[place] = value(SnapshotTable.TABLE.columns().get(place), parser.nextToken());
      members++;
    }
    if (members != values.length) {
      throw damaged("a row has " + values.length + " members, not " + members);
    }
    return new Row(SnapshotTable.TABLE, values);
  }

  /**
   * The place of the next member, -1 after the last. A member in its order is known by its bytes,
   * and no name is made of them.
   */
  private int nextPlace(int expected) throws IOException {
    if (expected >= names.size()) {
      parser.nextToken();
    } else if (parser.nextFieldName(names.get(expected))) {
      return expected;
    }
    if (parser.currentToken() != JsonToken.FIELD_NAME) {
      return -1;
    }
    Integer place = places.get(parser.currentName());
    if (place == null) {
      throw damaged("unknown member " + parser.currentName());
    }
    return place;
  }

  private @Nullable String value(Column column, JsonToken token) throws IOException {
    if (token == JsonToken.VALUE_NULL && !column.required()) {
      return null;
    }
    String text = parser.getText();
    boolean isOfItsType =
        switch (column.type()) {
          case TEXT -> token == JsonToken.VALUE_STRING;
          case DATE -> token == JsonToken.VALUE_STRING && isDate(text);
          case INTEGER ->
              token == JsonToken.VALUE_NUMBER_INT && parser.getNumberType() == NumberType.INT;
          case BOOLEAN -> token.isBoolean();
        };
    if (!isOfItsType) {
      throw damaged(
          column.name() + " is no " + column.type().name().toLowerCase(Locale.ROOT) + ": " + text);
    }
    return text;
  }

  private static boolean isDate(String text) {
    try {
      LocalDate.parse(text);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private void expect(JsonToken token) {
    if (parser.currentToken() != token) {
      throw damaged("no object");
    }
  }

  private HcpcsException damaged(String what) {
    return ErrorCode.FEED_REFUSED.failure(
        "%s, line %s: %s; fetch or write the feed again",
        file, parser.currentLocation().getLineNr(), what);
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
