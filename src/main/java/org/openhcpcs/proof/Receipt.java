package org.openhcpcs.proof;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.json.Json;
import org.openhcpcs.release.archive.ContentDigest;

/**
 * A receipt as a tree of JSON, which has one way to be written: in ASCII, a member or element a
 * line.
 *
 * @param members the members of an object in their order: objects as maps, arrays as lists, texts,
 *     integers, booleans and null
 */
public record Receipt(Map<String, @Nullable Object> members) {

  /**
   * The form of a receipt, and how it writes raw bytes: each byte of a line of a text as the
   * character that has its number.
   */
  static final String FORMAT = "openhcpcs-receipt/1 raw=iso-8859-1";

  static final String CHECKSUM = "sha256";

  public Receipt {
    members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
  }

  /** The same with the SHA-256 of all of it for a last member. */
  Receipt sealed() {
    Map<String, @Nullable Object> all = new LinkedHashMap<>(members);
    all.remove(CHECKSUM);
    all.put(CHECKSUM, ContentDigest.of(new Receipt(all).bytes()).sha256());
    return new Receipt(all);
  }

  /** The text or number of a member of one of its objects; empty for null. */
  public String text(String object, String member) {
    return members.get(object) instanceof Map<?, ?> found && found.get(member) != null
        ? String.valueOf(found.get(member))
        : "";
  }

  /** As it is written. */
  public byte[] bytes() {
    return Json.of(members).asciiFile();
  }

  /**
   * Reads one.
   *
   * @throws HcpcsException FILE_UNREADABLE with the place that is no JSON
   */
  static Receipt read(byte[] bytes) {
    try {
      return new Receipt(Json.read(bytes).members());
    } catch (JsonProcessingException e) {
      JsonLocation place = e.getLocation(); // what is nested too deeply has none
      throw unreadable(
          (place == null ? "" : "line " + place.getLineNr() + ": ") + e.getOriginalMessage());
    } catch (IOException e) {
      throw unreadable(String.valueOf(e.getMessage()));
    }
  }

  private static HcpcsException unreadable(String why) {
    return new HcpcsException(ErrorCode.FILE_UNREADABLE, why);
  }
}
