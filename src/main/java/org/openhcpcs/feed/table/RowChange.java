package org.openhcpcs.feed.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A row of a delta: what became of one code.
 *
 * @param code the code
 * @param operation what happened
 * @param before its row in the first state; empty if there was none
 * @param after its row in the second state; empty if there is none
 */
public record RowChange(
    String code, Operation operation, Optional<Row> before, Optional<Row> after) {

  /** The columns whose values differ, where there are two rows. */
  public List<String> changedFields() {
    if (before.isEmpty() || after.isEmpty()) {
      return List.of();
    }
    List<String> names = new ArrayList<>();
    List<Column> columns = before.get().table().columns();
    for (int i = 0; i < columns.size(); i++) {
      if (!Objects.equals(before.get().get(i), after.get().get(i))) {
        names.add(columns.get(i).name());
      }
    }
    return names;
  }
}
