package org.openhcpcs.source.table;

/** Takes the rows of a workbook, sheet by sheet. */
public interface SheetSink {

  /** A sheet begins. */
  default void sheet(String name) {}

  /**
   * A row that holds something; rows come in order. Returns false to hear no more of the workbook.
   */
  boolean row(SheetRow row);
}
