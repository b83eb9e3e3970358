package org.openhcpcs.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.openhcpcs.code.CodeRecord;
import org.openhcpcs.code.PublishedRecord;
import org.openhcpcs.source.CodeFile;

/** Code files without flaws around the records of a test, on lines 1, 2, 3... of {@code a.txt}. */
public final class CodeFiles {

  private CodeFiles() {}

  public static CodeFile of(CodeRecord... records) {
    List<PublishedRecord> published = new ArrayList<>();
    for (CodeRecord record : records) {
      published.add(new PublishedRecord(record, 100, published.size() + 1, Set.of()));
    }
    return new CodeFile("a.txt", published, List.of(), List.of(), List.of(), published.size());
  }
}
