package org.openhcpcs.code;

import java.util.Set;

/**
 * A record at its place in a code file.
 *
 * @param record what it says
 * @param sequenceNumber the sequence number of its first line, 100 almost always
 * @param line the 1-based line or row of its first line in the file
 * @param unreadable fields that are blank here because what stands in the file cannot be read
 */
public record PublishedRecord(
    CodeRecord record, int sequenceNumber, int line, Set<Field> unreadable) {

  public PublishedRecord {
    unreadable = Set.copyOf(unreadable);
  }

  /**
   * The same place, with what another file says in place of unreadable fields.
   *
   * @param stillUnreadable fields that are blank there too for the same reason
   */
  public PublishedRecord with(CodeRecord completed, Set<Field> stillUnreadable) {
    return new PublishedRecord(completed, sequenceNumber, line, stillUnreadable);
  }

  public String code() {
    return record.code();
  }
}
