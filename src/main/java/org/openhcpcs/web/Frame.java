package org.openhcpcs.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.NamedRow;
import org.openhcpcs.store.read.BrowseReader;
import org.openhcpcs.web.http.Question;
import org.openhcpcs.web.http.WebAnswer;

/**
 * What stands around a page, and the links that lead from it. A page that is saved as a file leads
 * nowhere; one that is served leads on with its dates.
 *
 * @param isFile whether it needs no other file
 * @param path of the page, from the first page of the site, such as {@code codes/A4206}
 * @param parameters of the page besides the dates, each with its values, in order
 * @param on the date of service that is looked at; empty for today
 * @param knownOn the day of knowledge; empty for today
 * @param standing what the newest edition of that day is, by column
 */
public record Frame(
    boolean isFile,
    String path,
    Map<String, List<String>> parameters,
    String on,
    String knownOn,
    Map<String, String> standing) {

  public Frame {
    parameters = new LinkedHashMap<>(parameters);
    standing = Map.copyOf(standing);
  }

  /** Around the answer to a question. */
  public static Frame of(Question question, Database database) {
    Map<String, List<String>> parameters = new TreeMap<>();
    question
        .parameters()
        .values()
        .forEach(
            (name, values) -> parameters.put(name, values.stream().map(String::strip).toList()));
    parameters.keySet().removeAll(Set.of("on", "known_on"));
    return new Frame(
        false,
        question.request().path().substring(1),
        parameters,
        otherDay(question.onGiven(), question),
        otherDay(question.knownOnGiven(), question),
        new BrowseReader(database)
            .standing(question.knownOn())
            .map(NamedRow::values)
            .orElse(Map.of()));
  }

  /** A page from a template, which finds its frame beside the values given. */
  public static WebAnswer page(
      String template, Question question, Database database, Map<String, ?> values) {
    Map<String, Object> all = new HashMap<>(values);
    all.put("frame", of(question, database));
    return WebAnswer.html(Templates.render(template, all));
  }

  private static String otherDay(Optional<LocalDate> given, Question question) {
    return given
        .filter(day -> !day.equals(question.state().today()))
        .map(LocalDate::toString)
        .orElse("");
  }

  /** Around a page that is saved. */
  public static Frame ofFile() {
    return new Frame(true, "", Map.of(), "", "", Map.of());
  }

  /** The way from this page to the first one, such as {@code ../}. */
  public String root() {
    String up = "../".repeat((int) path.chars().filter(c -> c == '/').count());
    return up.isEmpty() ? "./" : up;
  }

  /** Whether another day than today is looked at. */
  public boolean isOtherDay() {
    return !on.isEmpty() || !knownOn.isEmpty();
  }

  /** What is asked for in the search box. */
  public String query() {
    return parameters.getOrDefault("q", List.of("")).get(0);
  }

  /**
   * A link to another page, with the dates of this one.
   *
   * @param to its path from the first page, of safe characters
   * @param pairs names and values of parameters; empty values are left out
   */
  public String link(String to, String... pairs) {
    return link(to, Map.of(), pairs);
  }

  /** A link to this page with some parameters, or dates, of other values. */
  public String here(String... pairs) {
    return link(path, parameters, pairs);
  }

  private String link(String to, Map<String, List<String>> others, String... pairs) {
    Map<String, List<String>> all = new LinkedHashMap<>(others);
    for (int i = 0; i < pairs.length; i += 2) {
      all.put(pairs[i], List.of(pairs[i + 1]));
    }
    all.putIfAbsent("on", List.of(on));
    all.putIfAbsent("known_on", List.of(knownOn));
    StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
    all.forEach(
        (name, values) ->
            values.stream()
                .filter(value -> !value.isEmpty())
                .forEach(value -> query.add(name + "=" + encoded(value))));
    return root() + to + query;
  }

  /** A link to the page of a code. */
  public String code(String code) {
    return link("codes/" + encoded(code));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
