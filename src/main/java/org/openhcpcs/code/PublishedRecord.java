package org.openhcpcs.code;

/**
 * A record at its place in a code file.
 *
 * @param record what it says
 * @param sequenceNumber the sequence number of its first line, 100 almost always
 * @param line the 1-based line or row of its first line in the file
 */
public record PublishedRecord(CodeRecord record, int sequenceNumber, int line) {

  public String code() {
    return record.code();
  }
}
