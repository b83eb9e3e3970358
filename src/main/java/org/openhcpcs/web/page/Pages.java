package org.openhcpcs.web.page;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.openhcpcs.code.CodeRecord;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.NamedRow;
import org.openhcpcs.database.Query;
import org.openhcpcs.database.ResultRows;
import org.openhcpcs.store.read.BrowseReader;
import org.openhcpcs.store.read.CodePageReader;
import org.openhcpcs.store.read.Listings;
import org.openhcpcs.web.Asset;
import org.openhcpcs.web.DictionaryPage;
import org.openhcpcs.web.Frame;
import org.openhcpcs.web.Templates;
import org.openhcpcs.web.api.CodeFacts;
import org.openhcpcs.web.api.Memory;
import org.openhcpcs.web.http.MediaType;
import org.openhcpcs.web.http.Parameters;
import org.openhcpcs.web.http.Problem;
import org.openhcpcs.web.http.Question;
import org.openhcpcs.web.http.Router;
import org.openhcpcs.web.http.WebAnswer;
import org.openhcpcs.web.http.WebRequest;
import org.openhcpcs.web.page.code.CodeView;
import org.openhcpcs.web.report.EditionReport;

/** The pages by their addresses. */
public final class Pages {

  /** Another text of style or script has another address. */
  private static final String FOR_EVER = "public, max-age=31536000, immutable";

  private final Memory memory;

  /** What each field means, as the schema says it, by the state that is published. */
  private final Map<String, Map<String, NamedRow>> definitions = new ConcurrentHashMap<>();

  private Pages(Memory memory) {
    this.memory = memory;
  }

  /**
   * Adds them to the routes.
   *
   * @param memory where the codes of releases stand in their files
   */
  public static void register(Router router, Memory memory) {
    Pages pages = new Pages(memory);
    router.route("/").html(Pages::home);
    ListingPages.register(router);
    router.route("/codes/{code}").html(pages::code).ofSite();
    router
        .route("/editions")
        .html(Pages::editions)
        .rows((question, database) -> Listings.releases());
    router.route("/editions/{edition}").html(Pages::edition).rows(Pages::changes);
    router.route("/compare").html(ComparePage::answer).rows(ComparePage::query);
    router
        .route("/dictionary")
        .html(Pages::dictionary)
        .rows((question, database) -> Listings.dictionary(false, ""));
    router.route("/help").html(Pages::help);
    asset(router, Asset.STYLE, MediaType.CSS);
    asset(router, Asset.SCRIPT, MediaType.SCRIPT);
    router.problemPage(Pages::problem);
  }

  private static Query changes(Question question, Database database) {
    return Listings.changesOf(database.sql(), question.variable("edition"));
  }

  private static void asset(Router router, Asset asset, MediaType type) {
    router
        .route(
            "/"
                + asset
                    .path()
                    .replaceFirst("/.*/", "/{tag}/")) // a page that was kept has an old tag
        .direct(request -> WebAnswer.of(type, asset.text()).with("Cache-Control", FOR_EVER));
  }

  private static WebAnswer home(Question question, Database database) {
    BrowseReader reader = new BrowseReader(database);
    return Frame.page(
        "home.jte",
        question,
        database,
        Map.of(
            "sections", reader.sections(),
            "modifiers", reader.modifiers(),
            "editions", reader.editions(),
            "changes", reader.newestChanges()));
  }

  private WebAnswer code(Question question, Database database) {
    String asked = question.variable("code");
    String code = CodeRecord.codeOf(asked);
    if (!code.equals(asked)) {
      return WebAnswer.seeOther(Frame.of(question, database).code(code));
    }
    return CodeFacts.of(question, database, memory, code)
        .map(facts -> code(question, database, facts))
        .orElseGet(() -> notListed(question, database, code));
  }

  private WebAnswer code(Question question, Database database, CodeFacts facts) {
    String state = question.state().key();
    definitions.keySet().retainAll(Set.of(state));
    CodeView view =
        CodeView.of(
            facts,
            definitions.computeIfAbsent(state, any -> new BrowseReader(database).definitions()),
            question.state().today());
    return Frame.page("code.jte", question, database, Map.of("view", view));
  }

  private static WebAnswer notListed(Question question, Database database, String code) {
    return Frame.page(
            "nocode.jte",
            question,
            database,
            Map.of(
                "code", Parameters.shown(code),
                "unlisted", new CodePageReader(database, code).unlisted(),
                "policies", ResultRows.of(database, Listings.policies(code, "")).named(),
                "notes", ResultRows.of(database, Listings.notes(code)).named()))
        .withStatus(404);
  }

  private static WebAnswer editions(Question question, Database database) {
    return Frame.page(
        "editions.jte",
        question,
        database,
        Map.of(
            "editions",
            new BrowseReader(database).editions(),
            "charts",
            EditionReport.totals(database)));
  }

  private static WebAnswer edition(Question question, Database database) {
    return WebAnswer.html(
        EditionReport.html(database, question.variable("edition"), Frame.of(question, database)));
  }

  private static WebAnswer dictionary(Question question, Database database) {
    DictionaryPage page =
        new DictionaryPage(ResultRows.of(database, Listings.dictionary(false, "")));
    return WebAnswer.html(page.html(Frame.of(question, database)));
  }

  private static WebAnswer help(Question question, Database database) {
    return Frame.page("help.jte", question, database, Map.of());
  }

  private static WebAnswer problem(WebRequest request, Problem problem) {
    Frame frame =
        new Frame(false, request.path().replaceFirst("^/", ""), Map.of(), "", "", Map.of());
    return WebAnswer.html(
        Templates.render("problem.jte", Map.of("frame", frame, "problem", problem)));
  }
}
