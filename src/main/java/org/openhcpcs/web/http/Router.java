package org.openhcpcs.web.http;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.ReadPool;
import org.openhcpcs.store.serve.PublishedState;

/**
 * All addresses, and how a request comes to its answer: route, method, form, dates, one state of
 * the database for all that an answer says, and whether the client has that already. What goes
 * wrong on the way is answered as a {@link Problem}. Routes are added before the first request;
 * from then on threads share it.
 */
public final class Router {

  private static final List<MediaType> SUFFIXED = List.of(MediaType.JSON, MediaType.CSV);

  private final ReadPool pool;
  private final Watch<PublishedState> watch;
  private final Consumer<Throwable> defects;
  private final Validator validator;
  private final KeptAnswers kept = new KeptAnswers();
  private final List<Route> routes = new ArrayList<>();
  private BiFunction<WebRequest, Problem, WebAnswer> problemPage =
      (request, problem) -> WebAnswer.of(problem);

  /**
   * @param build the program's, as another one may say the same in other words
   * @param defects hears of what nobody foresaw
   */
  public Router(ReadPool pool, String build, Consumer<Throwable> defects) {
    this.pool = pool;
    this.watch = new Watch<>("state", () -> pool.readOnce(PublishedState::of));
    this.validator = new Validator(build);
    this.defects = defects;
  }

  /**
   * The route of a template; pages and the API may both add to it.
   *
   * @param template such as {@code /codes/{code}}
   */
  public Route route(String template) {
    return routes.stream()
        .filter(route -> route.template().equals(template))
        .findFirst()
        .orElseGet(
            () -> {
              Route route = new Route(template);
              routes.add(route);
              routes.sort(Comparator.comparingLong(each -> variables(each.template())));
              return route;
            });
  }

  private static long variables(String template) {
    return template.chars().filter(c -> c == '{').count();
  }

  /** All routes. */
  public List<Route> routes() {
    return List.copyOf(routes);
  }

  /**
   * What is published now: asked after the question came, once for all that ask meanwhile.
   *
   * @throws HcpcsException NOTHING_LOADED if nothing is
   */
  public PublishedState loaded() {
    return loaded(watch.current());
  }

  /** How a problem looks to who asked for a page. */
  public void problemPage(BiFunction<WebRequest, Problem, WebAnswer> page) {
    problemPage = page;
  }

  /** A route that a path leads to, and the form that its suffix asks for. */
  private record Found(Route route, Map<String, String> variables, Optional<MediaType> suffix) {}

  /**
   * Answers a request; throws nothing. What is answered from memory waits without a thread until it
   * is known what is published, so that the threads are left for others.
   *
   * @param threads where it is answered then
   */
  public CompletableFuture<WebAnswer> answer(WebRequest request, Executor threads) {
    Optional<Found> found = found(request.path());
    boolean waits =
        (request.method().equals("GET") || request.method().equals("HEAD"))
            && found
                .map(Found::route)
                .filter(route -> route.isQuick() && route.remembered().isPresent())
                .isPresent();
    if (!waits) {
      return CompletableFuture.completedFuture(answer(request, found, watch::current));
    }
    CompletableFuture<PublishedState> state = watch.asked();
    return state.handleAsync(
        (any, failure) -> answer(request, found, () -> Watch.known(state)), threads);
  }

  private WebAnswer answer(
      WebRequest request, Optional<Found> found, Supplier<PublishedState> state) {
    try {
      return validator.finished(request, answered(request, found, state));
    } catch (RuntimeException | Error e) {
      return problem(request, problem(e));
    }
  }

  /** Why an answer failed; what nobody foresaw is told. */
  Problem problem(Throwable failure) {
    if (failure instanceof ProblemException e) {
      return e.problem();
    }
    if (failure instanceof HcpcsException e) {
      return problem(e);
    }
    defects.accept(failure);
    return Problem.of(500, "this is a defect of the program; please report it");
  }

  private WebAnswer answered(
      WebRequest request, Optional<Found> any, Supplier<PublishedState> state) {
    Found found =
        any.orElseThrow(
            () ->
                new ProblemException(
                    404,
                    "no page has this address; the start page and /api/v1/openapi.json lead on"));
    Route route = found.route();
    String method = request.method().equals("HEAD") ? "GET" : request.method();
    if (!route.methods().contains(request.method())) {
      String allowed = String.join(", ", new TreeSet<>(route.methods()));
      return problem(request, Problem.of(405, "this address answers " + allowed))
          .with("Allow", allowed);
    }
    route.expect(request.parameters());
    return switch (method) {
      case "OPTIONS" -> validator.options(request, route);
      case "POST" -> route.post().orElseThrow().answer(request);
      default ->
          route
              .direct()
              .map(direct -> direct.answer(request))
              .orElseGet(() -> read(request, found, loaded(state.get())));
    };
  }

  private WebAnswer read(WebRequest request, Found found, PublishedState state) {
    Route route = found.route();
    Optional<Route.Remembering> remembered = route.remembered();
    boolean isKept = remembered.isEmpty() || route.isKept();
    MediaType type = remembered.isPresent() ? MediaType.JSON : type(request, found);
    Optional<LocalDate> on = request.parameters().day("on");
    Optional<LocalDate> knownOn = request.parameters().day("known_on");
    Question now = new Question(request, found.variables(), type, on, knownOn, state);
    return validator
        .unchanged(now, route)
        .or(() -> isKept ? kept.of(now) : Optional.empty())
        .orElseGet(
            () -> {
              if (remembered.isPresent()) {
                WebAnswer answer = validator.marked(now, route, remembered.get().answer(now));
                return isKept ? kept.keep(now, answer) : answer;
              }
              return pool.read(database -> read(now, route, database));
            });
  }

  private WebAnswer read(Question now, Route route, Database database) {
    Question question = now.with(loaded(PublishedState.of(database)));
    WebAnswer answer = route.reading(question.type()).answer(question, database);
    return kept.keep(question, validator.marked(question, route, answer));
  }

  /**
   * The state, if anything is loaded.
   *
   * @throws HcpcsException NOTHING_LOADED if nothing is
   */
  public static PublishedState loaded(PublishedState state) {
    if (state.releases() == 0) {
      throw ErrorCode.NOTHING_LOADED.failure(
          "nothing is loaded into this database; load releases with hcpcs load PATH");
    }
    return state;
  }

  private static MediaType type(WebRequest request, Found found) {
    Route route = found.route();
    return found
        .suffix()
        .or(
            () ->
                Negotiation.choose(
                    request.headerOr("Accept", ""), route.readings().keySet(), route.usual()))
        .orElseThrow(
            () ->
                new ProblemException(
                    406,
                    "this address answers as %s",
                    route.readings().keySet().stream()
                        .map(MediaType::range)
                        .collect(Collectors.joining(", "))));
  }

  private Optional<Found> found(String path) {
    for (MediaType type : SUFFIXED) {
      if (path.endsWith(type.suffix())) {
        String rest = path.substring(0, path.length() - type.suffix().length());
        Optional<Found> found = find(rest, Optional.of(type));
        if (found.filter(each -> each.route().readings().containsKey(type)).isPresent()) {
          return found;
        }
      }
    }
    return find(path, Optional.empty());
  }

  private Optional<Found> find(String path, Optional<MediaType> suffix) {
    String[] parts = path.split("/", -1);
    return routes.stream()
        .flatMap(route -> route.variables(parts).map(map -> new Found(route, map, suffix)).stream())
        .findFirst();
  }

  /** A problem that the server met before there was a request. */
  public WebAnswer problem(WebRequest request, Problem problem) {
    boolean isApi = request.path().startsWith("/api/");
    boolean isPage =
        !isApi
            && Negotiation.choose(
                    request.headerOr("Accept", ""),
                    List.of(MediaType.HTML, MediaType.PROBLEM),
                    MediaType.PROBLEM)
                .filter(MediaType.HTML::equals)
                .isPresent();
    WebAnswer answer =
        (isPage
                ? problemPage.apply(request, problem).withStatus(problem.status())
                : WebAnswer.of(problem))
            .with("Cache-Control", "no-store");
    if (isApi) {
      answer = answer.ofCms(); // so that a page elsewhere can tell what is wrong
    }
    return validator.finished(
        request, problem.status() == 503 ? answer.with("Retry-After", "2") : answer);
  }

  private Problem problem(HcpcsException e) {
    String message = String.valueOf(e.getMessage());
    return switch (e.errorCode()) {
      case USAGE, QUERY_FAILED, FILE_UNREADABLE -> Problem.of(400, message);
      case EDITION_UNKNOWN, CODE_NOT_FOUND -> Problem.of(404, message);
      case BUSY, NOTHING_LOADED -> Problem.of(503, message);
      case DATABASE_UNREACHABLE ->
          Problem.of(503, "the database cannot be reached just now; ask again in a few seconds");
      case DATABASE_FAILED, DATABASE_TOO_NEW, DATABASE_TOO_OLD -> {
        defects.accept(e);
        yield Problem.of(
            503, "the database did not answer this; ask for less, or again in a few seconds");
      }
      default -> {
        defects.accept(e);
        yield Problem.of(500, "this is a defect of the program; please report it");
      }
    };
  }
}
