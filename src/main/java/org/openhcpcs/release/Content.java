package org.openhcpcs.release;

/** The bytes of a file, read when they are asked for. */
@FunctionalInterface
interface Content {
  byte[] bytes();
}
