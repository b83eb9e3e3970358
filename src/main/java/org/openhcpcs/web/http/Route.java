package org.openhcpcs.web.http;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.Query;
import org.openhcpcs.database.RowQuery;

/**
 * What is answered at addresses of one form: {@code /codes/{code}} stands for every code. A route
 * has a way of answering for each form of an answer; the first that was named is the one for who
 * asks for none.
 */
public final class Route {

  private final String template;
  private final String[] parts;
  private final Map<MediaType, Reading> readings = new EnumMap<>(MediaType.class);
  private Optional<MediaType> usual = Optional.empty();
  private Optional<Direct> post = Optional.empty();
  private Optional<Direct> direct = Optional.empty();
  private Optional<Remembering> remembered = Optional.empty();
  private boolean isKept;
  private Content content = Content.OF_CMS;
  private Optional<Set<String>> parameters = Optional.empty();

  Route(String template) {
    this.template = template;
    this.parts = template.split("/", -1);
  }

  /** Answers from the database, which stands still meanwhile. */
  public interface Reading {
    WebAnswer answer(Question question, Database database);
  }

  /** What the rows of an answer are asked with. */
  public interface Asking {
    Query query(Question question, Database database);
  }

  /** Answers as JSON from what is in memory. */
  public interface Remembering {
    WebAnswer answer(Question question);
  }

  /** Answers without the database, or asks it in its own way. */
  public interface Direct {
    WebAnswer answer(WebRequest request);
  }

  /** Whose words an answer holds. */
  public enum Content {
    /** CMS's alone, or what follows from them: any page of the web may read it. */
    OF_CMS,
    /** Also what the site says of codes: only its own pages may read it. */
    OF_SITE
  }

  /** Answers as a page. */
  public Route html(Reading reading) {
    return as(MediaType.HTML, reading);
  }

  /** Answers as JSON: asked for by the suffix {@code .json} or the header {@code Accept}. */
  public Route json(Reading reading) {
    return as(MediaType.JSON, reading);
  }

  /** Answers as CSV: asked for by the suffix {@code .csv} or the header {@code Accept}. */
  public Route csv(Reading reading) {
    return as(MediaType.CSV, reading);
  }

  /** Answers as JSON and as CSV with the rows of a query. */
  public Route rows(Asking asking) {
    return json((question, database) ->
            JsonAnswer.items(rows(database, asking.query(question, database))))
        .csv(
            (question, database) ->
                JsonAnswer.csv(rows(database, asking.query(question, database))));
  }

  private static Consumer<RowQuery.RowSink> rows(Database database, Query query) {
    return sink -> RowQuery.run(database, query, sink);
  }

  private Route as(MediaType type, Reading reading) {
    if (readings.put(type, reading) != null) {
      throw new IllegalStateException(template + " has an answer as " + type);
    }
    if (usual.isEmpty() || type == MediaType.HTML) {
      usual = Optional.of(type);
    }
    return this;
  }

  /** Answers as JSON from what is in memory, of which the state is known. */
  public Route remembered(Remembering answer) {
    remembered = Optional.of(answer);
    return this;
  }

  /** Keeps what was answered from memory for who asks the same, because it takes long. */
  public Route kept() {
    isKept = true;
    return this;
  }

  boolean isKept() {
    return isKept;
  }

  /** Answers GET without the snapshot of the database. */
  public Route direct(Direct answer) {
    direct = Optional.of(answer);
    return this;
  }

  /** Answers POST. */
  public Route post(Direct answer) {
    post = Optional.of(answer);
    return this;
  }

  /**
   * Names the parameters that it takes beside the two days, for any other to be refused: a day
   * whose name is misspelt would be answered for today.
   */
  public Route taking(String... names) {
    Set<String> taken = new TreeSet<>(List.of(names));
    taken.addAll(List.of("known_on", "on"));
    parameters = Optional.of(taken);
    return this;
  }

  /**
   * Refuses parameters that it does not take; a name without a letter, as {@code _}, keeps caches
   * away.
   *
   * @throws ProblemException 400 if there is one
   */
  void expect(Parameters given) {
    for (String name : given.values().keySet()) {
      boolean isOther = parameters.filter(taken -> !taken.contains(name)).isPresent();
      if (isOther && name.chars().anyMatch(Character::isLetter)) {
        throw new ProblemException(
            400,
            "%s: no parameter of this address, which takes %s",
            Parameters.shown(name),
            String.join(", ", parameters.orElseThrow()));
      }
    }
  }

  /** Says that answers hold what the site says of codes. */
  public Route ofSite() {
    content = Content.OF_SITE;
    return this;
  }

  public String template() {
    return template;
  }

  Content content() {
    return content;
  }

  Map<MediaType, Reading> readings() {
    return readings;
  }

  /** The way of answering in one of its forms. */
  Reading reading(MediaType type) {
    return Objects.requireNonNull(readings.get(type));
  }

  MediaType usual() {
    return usual.orElseThrow();
  }

  Optional<Direct> direct() {
    return direct;
  }

  Optional<Remembering> remembered() {
    return remembered;
  }

  /** Whether GET takes neither a connection of the database nor a processor for long. */
  boolean isQuick() {
    return direct.isPresent() || (remembered.isPresent() && !isKept);
  }

  Optional<Direct> post() {
    return post;
  }

  /** The methods that it answers. */
  public Set<String> methods() {
    boolean gets = direct.isPresent() || remembered.isPresent() || !readings.isEmpty();
    return gets && post.isPresent()
        ? Set.of("GET", "HEAD", "POST", "OPTIONS")
        : gets ? Set.of("GET", "HEAD", "OPTIONS") : Set.of("POST", "OPTIONS");
  }

  /** What a path has for the names of the template; empty if it is of another form. */
  Optional<Map<String, String>> variables(String[] path) {
    if (path.length != parts.length) {
      return Optional.empty();
    }
    Map<String, String> variables = new HashMap<>();
    for (int i = 0; i < parts.length; i++) {
      if (parts[i].startsWith("{") && !path[i].isEmpty()) {
        variables.put(parts[i].substring(1, parts[i].length() - 1), path[i]);
      } else if (!Objects.equals(parts[i], path[i])) {
        return Optional.empty();
      }
    }
    return Optional.of(variables);
  }
}
