package org.openhcpcs.feed.fhir.resource;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.commons.io.function.IOConsumer;

/**
 * A resource that can be written as often as it is asked for, always in the same bytes.
 *
 * @param type the resource type, such as {@code ValueSet}
 * @param description what it holds, in a sentence
 * @param rows how many codes or mappings it holds
 * @param content what is special to it, behind the members that all have
 */
public record Resource(
    String type,
    String name,
    String url,
    ResourceVersion version,
    String title,
    String description,
    long rows,
    IOConsumer<FhirJson> content) {

  /** Its id; with the version in it, so that a server can hold many. */
  public String id() {
    return name + "-" + version.version();
  }

  /** The name of its file, the same for every version. */
  public String file() {
    return type + "-" + name + ".json";
  }

  /** Writes all of it, and leaves the stream open. */
  public void write(OutputStream out) throws IOException {
    FhirJson json = new FhirJson(out);
    json.begin().with("resourceType", type).with("id", id());
    json.begin("text").with("status", "generated").with("div", narrative()).end();
    json.with("url", url);
    if (url.equals(Canonical.HCPCS)) {
      json.beginList("identifier").begin().with("system", "urn:ietf:rfc:3986");
      json.with("value", Canonical.HCPCS_OID).end().endList();
    }
    json.with("version", version.version())
        .with("name", computableName())
        .with("title", title)
        .with("status", "active")
        .with("experimental", false)
        .with("date", version.date().toString())
        .with("publisher", "OpenHCPCS")
        .with("description", description + " " + version.origin());
    content.accept(json);
    json.end().finish();
  }

  /** The same for people, who see it where a program shows resources it cannot read. */
  private String narrative() {
    return "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>%s</p><p>%s</p></div>"
        .formatted(
            escaped(title + ", " + version.version()),
            escaped(description + " " + version.origin()));
  }

  private static String escaped(String text) {
    return FhirJson.text(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** The name as programs like it: {@code HcpcsSectionA}. */
  private String computableName() {
    StringBuilder computable = new StringBuilder();
    for (String word : name.split("-", -1)) {
      computable.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
    }
    return computable.toString();
  }
}
