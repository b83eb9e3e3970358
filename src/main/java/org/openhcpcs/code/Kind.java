package org.openhcpcs.code;

/** What a record describes: a five-character procedure code or a two-character modifier. */
public enum Kind implements Labelled {
  PROCEDURE,
  MODIFIER;

  @Override
  public String toString() {
    return label();
  }
}
