package org.openhcpcs.sample;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes zips whose bytes depend on nothing but their content: fixed order, fixed time stamps, no
 * time zone.
 */
final class Zip {

  private Zip() {}

  /** A zip of uncompressed members, stamped with the midnight of a day. */
  static byte[] stored(Map<String, byte[]> members, LocalDate stampedOn) {
    return bytes(members, stampedOn, ZipEntry.STORED);
  }

  /** A zip of compressed members, stamped with the midnight of a day. */
  static byte[] deflated(Map<String, byte[]> members, LocalDate stampedOn) {
    return bytes(members, stampedOn, ZipEntry.DEFLATED);
  }

  private static byte[] bytes(Map<String, byte[]> members, LocalDate stampedOn, int method) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> member : members.entrySet()) {
        zip.putNextEntry(entry(member.getKey(), member.getValue(), stampedOn, method));
        zip.write(member.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static ZipEntry entry(String name, byte[] content, LocalDate stampedOn, int method) {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(stampedOn.atStartOfDay());
    entry.setMethod(method);
    if (method == ZipEntry.STORED) {
      CRC32 crc = new CRC32();
      crc.update(content);
      entry.setCrc(crc.getValue());
      entry.setSize(content.length);
    }
    return entry;
  }
}
