package org.openhcpcs.source;

import java.util.List;
import java.util.Map;

/**
 * What a code file says of some codes, and where it says so.
 *
 * @param codeFile the records of these codes alone; what was rejected is of the whole file
 * @param lines the whole lines of the file, or the rows of the table, that each record stands in
 */
public record CodeExcerpt(CodeFile codeFile, Map<String, List<SourceLine>> lines) {

  public CodeExcerpt {
    lines = Map.copyOf(lines);
  }
}
