package org.openhcpcs.web.proof;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.proof.Receipt;

/**
 * A receipt in words for somebody who is no programmer.
 *
 * @param receipt what is said
 */
public record ReceiptView(Receipt receipt) {

  /**
   * An object of a receipt.
   *
   * @param members its members by their names
   */
  public record Part(Map<?, ?> members) {

    /** A text or number; empty for null and what is not there. */
    public String get(String name) {
      return Objects.toString(members.get(name), "");
    }

    public boolean has(String name) {
      return members.get(name) != null;
    }

    public boolean is(String name) {
      return Boolean.TRUE.equals(members.get(name));
    }

    /** An object in it; empty if there is none. */
    public Part part(String name) {
      return new Part(members.get(name) instanceof Map<?, ?> object ? object : Map.of());
    }

    /** The objects of an array in it. */
    public List<Part> parts(String name) {
      return ReceiptView.parts(members.get(name));
    }

    /** Its names, and what stands under them. */
    public List<Map.Entry<String, String>> texts() {
      return members.entrySet().stream()
          .map(
              each ->
                  Map.entry(String.valueOf(each.getKey()), Objects.toString(each.getValue(), "")))
          .toList();
    }
  }

  private static List<Part> parts(@Nullable Object array) {
    return array instanceof List<?> list
        ? list.stream()
            .map(each -> new Part(each instanceof Map<?, ?> object ? object : Map.of()))
            .toList()
        : List.of();
  }

  /** All of it. */
  public Part all() {
    return new Part(receipt.members());
  }

  public Part question() {
    return all().part("question");
  }

  public Part answer() {
    return all().part("answer");
  }

  /** The code with its modifiers. */
  public String asked() {
    List<String> modifiers =
        question().members().get("modifiers") instanceof List<?> list
            ? list.stream().map(String::valueOf).toList()
            : List.of();
    return question().get("code")
        + (modifiers.isEmpty()
            ? ""
            : (modifiers.size() == 1 ? " with modifier " : " with modifiers ")
                + String.join(", ", modifiers));
  }

  /** What the verdict means for the code, or for the modifier that it comes from. */
  public String meant() {
    String checked = answer().get("checked");
    return switch (answer().get("verdict")) {
      case "valid" -> asked() + " could be billed on that day.";
      case "not yet valid" -> checked + " did not exist yet on that day.";
      case "terminated" -> "CMS had ended " + checked + " before that day.";
      case "absent" ->
          "CMS no longer listed " + checked + " then, although no edition had ended it.";
      case "level I" ->
          checked + " has the form of a CPT code, which is not in CMS's public HCPCS files.";
      case "dental" ->
          checked + " has the form of a dental code, which is not in CMS's public HCPCS files.";
      default -> "No edition that CMS had published by then lists " + checked + ".";
    };
  }

  /** How an edition or a day is known, in words. */
  public static String told(String by) {
    return switch (by) {
      case "file" -> "a name or time stamp inside the archive tells it";
      case "name" -> "the name of the archive tells it";
      case "option" -> "whoever loaded it said so";
      default -> "the folder that it came in tells it";
    };
  }

  /** What an edition says of a code, as a sentence. */
  public static String says(Part edition, Part listing, String code) {
    List<Part> lines = listing.parts("lines");
    if (edition.has("corrects")) {
      return (listing.is("listed") ? "Lists " : "Does not list ")
          + code
          + ": revision "
          + edition.get("corrects")
          + " with the corrections of CMS that were applied to it.";
    }
    if (!listing.is("listed")) {
      return "Does not list " + code + ".";
    }
    String where = lines.isEmpty() ? "" : " " + lines.get(0).get("number");
    String to = lines.size() > 1 ? " to " + lines.get(lines.size() - 1).get("number") : "";
    return String.format(
        "Lists %s%s%s%s%s of the file.",
        code,
        MarkedLine.isOfText(lines) ? " in line" : " in row",
        lines.size() > 1 ? "s" : "",
        where,
        to);
  }

  /** A line with its positions marked. */
  public static MarkedLine marked(Part line) {
    return MarkedLine.of(line.get("number"), line.get("raw"));
  }
}
