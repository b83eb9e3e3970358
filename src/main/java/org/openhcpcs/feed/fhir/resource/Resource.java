package org.openhcpcs.feed.fhir.resource;

import java.io.IOException;
import java.io.OutputStream;

/** A resource that can be written as often as it is asked for, always in the same bytes. */
public abstract class Resource {

  private final String type;
  private final String name;
  private final String url;
  private final ResourceVersion version;

  Resource(String type, String name, String url, ResourceVersion version) {
    this.type = type;
    this.name = name;
    this.url = url;
    this.version = version;
  }

  /** The resource type, such as {@code ValueSet}. */
  public String type() {
    return type;
  }

  /** Its id; with the version in it, so that a server can hold many. */
  public String id() {
    return name + "-" + version.version();
  }

  public String url() {
    return url;
  }

  public ResourceVersion version() {
    return version;
  }

  /** The name of its file, the same for every version. */
  public String file() {
    return type + "-" + name + ".json";
  }

  /** How many codes or mappings it holds. */
  public abstract long rows();

  /** Its title, and what it holds, in a sentence. */
  abstract String title();

  abstract String description();

  /** What is special to it, behind the members that all have. */
  abstract void content(FhirJson json) throws IOException;

  /** Writes all of it, and leaves the stream open. */
  public void write(OutputStream out) throws IOException {
    FhirJson json = beginResource(out);
    content(json);
    json.end().finish();
  }

  /** Writes the members that all have. */
  FhirJson beginResource(OutputStream out) throws IOException {
    FhirJson json = new FhirJson(out);
    json.begin().with("resourceType", type).with("id", id());
    json.begin("text").with("status", "generated").with("div", narrative()).end();
    json.with("url", url);
    identifier(json);
    json.with("version", version.version())
        .with("name", computableName())
        .with("title", title())
        .with("status", "active")
        .with("experimental", false)
        .with("date", version.date().toString())
        .with("publisher", "OpenHCPCS")
        .with("description", description() + " " + version.origin());
    return json;
  }

  /** The same for people, who see it where a program shows resources it cannot read. */
  private String narrative() {
    return "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>%s</p><p>%s</p></div>"
        .formatted(
            escaped(title() + ", " + version.version()),
            escaped(description() + " " + version.origin()));
  }

  private static String escaped(String text) {
    return FhirJson.text(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** An identifier beside the URL; most have none. */
  void identifier(FhirJson json) throws IOException {}

  /** The name as programs like it: {@code HcpcsSectionA}. */
  private String computableName() {
    StringBuilder computable = new StringBuilder();
    for (String word : name.split("-", -1)) {
      computable.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
    }
    return computable.toString();
  }
}
