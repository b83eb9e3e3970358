package org.openhcpcs.database;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of the program's own queries.
 *
 * @param sql one statement, with a question mark for each parameter
 * @param parameters what stands for the question marks, in their order; may hold null
 */
public record Query(String sql, List<@Nullable Object> parameters) {

  public static Query of(String sql, @Nullable Object... parameters) {
    return new Query(sql, Collections.unmodifiableList(Arrays.asList(parameters)));
  }
}
