package org.openhcpcs.web.api.nlm;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.openhcpcs.database.ReadPool;
import org.openhcpcs.store.serve.LookupTable;
import org.openhcpcs.store.serve.PublishedState;
import org.openhcpcs.web.http.JsonAnswer;
import org.openhcpcs.web.http.Question;
import org.openhcpcs.web.http.WebAnswer;

/**
 * {@code /api/hcpcs/v3/search}. The table of a state, a date of service and a day of knowledge is
 * kept in memory, the few that were asked for last: who types asks at each letter.
 */
public final class NlmAnswer {

  private static final int MOST_TABLES = 4;

  private final Map<List<Object>, List<NlmRow>> tables =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<List<Object>, List<NlmRow>> eldest) {
          return size() > MOST_TABLES;
        }
      };

  private final ReadPool pool;

  public NlmAnswer(ReadPool pool) {
    this.pool = pool;
  }

  /** An array: how many there are, codes, extra fields, and what people see of each. */
  public WebAnswer answer(Question question) {
    NlmQuestion asked = NlmQuestion.of(question.parameters());
    List<NlmRow> found = new ArrayList<>();
    for (NlmRow row : table(question)) {
      if (asked.isMetBy(row)) {
        found.add(row);
      }
    }
    found.sort(Comparator.comparingInt(asked::rank));
    List<LookupTable.Entry> page =
        found.stream().skip(asked.offset()).limit(asked.count()).map(NlmRow::entry).toList();
    return JsonAnswer.of(json -> write(json, asked, found.size(), page));
  }

  private List<NlmRow> table(Question question) {
    Optional<String> edition = question.parameters().find("edition");
    boolean onlyValid = question.onGiven().isPresent();
    List<Object> key =
        List.of(
            question.state().key(),
            question.on(),
            question.knownOn(),
            onlyValid,
            edition.orElse(""));
    synchronized (tables) {
      List<NlmRow> known = tables.get(key);
      if (known != null) {
        return known;
      }
    }
    return pool.read(
        database -> {
          List<LookupTable.Entry> entries =
              edition.isPresent()
                  ? LookupTable.of(database, edition.get())
                  : LookupTable.asOf(database, question.on(), question.knownOn(), onlyValid);
          List<NlmRow> table = entries.stream().map(NlmRow::new).toList();
          if (question.state().isSettled()
              && PublishedState.of(database).key().equals(question.state().key())) {
            synchronized (tables) {
              tables.put(key, table);
            }
          } // else it is of a state that came next, as good an answer, or between two of a
          // migration
          return table;
        });
  }

  private static void write(
      JsonGenerator json, NlmQuestion asked, int total, List<LookupTable.Entry> page)
      throws IOException {
    json.writeStartArray();
    json.writeNumber(total);
    json.writeStartArray();
    for (LookupTable.Entry entry : page) {
      json.writePOJO(asked.code().of(entry));
    }
    json.writeEndArray();
    if (asked.extra().isEmpty()) {
      json.writeNull();
    } else {
      json.writeStartObject();
      for (Map.Entry<String, NlmField> each : asked.extra().entrySet()) {
        json.writeArrayFieldStart(each.getKey());
        for (LookupTable.Entry entry : page) {
          json.writePOJO(each.getValue().of(entry));
        }
        json.writeEndArray();
      }
      json.writeEndObject();
    }
    json.writeStartArray();
    for (LookupTable.Entry entry : page) {
      json.writeStartArray();
      for (NlmField field : asked.displayed()) {
        json.writeString(Objects.toString(field.of(entry), ""));
      }
      json.writeEndArray();
    }
    json.writeEndArray();
    json.writeEndArray();
  }
}
