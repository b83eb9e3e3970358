package org.openhcpcs.web.api;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Function;
import org.apache.commons.io.IOUtils;
import org.apache.commons.io.function.Uncheck;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.ReadPool;
import org.openhcpcs.json.Json;
import org.openhcpcs.store.read.Listings;
import org.openhcpcs.store.serve.PublishedState;
import org.openhcpcs.web.api.nlm.NlmAnswer;
import org.openhcpcs.web.http.JsonAnswer;
import org.openhcpcs.web.http.MediaType;
import org.openhcpcs.web.http.Router;
import org.openhcpcs.web.http.Watch;
import org.openhcpcs.web.http.WebAnswer;

/**
 * The addresses of the API; {@code openapi.json} describes each.
 *
 * @param status tells how fresh the data is
 */
public record Api(Router router, Memory memory, ReadPool pool, Function<Database, Json> status) {

  private static final String V1 = "/api/v1";

  /** Who watches the server wants to hear something within a second. */
  private static final Duration LONGEST_HEALTH = Duration.ofMillis(800);

  /** Adds them to the routes. */
  public void register() {
    router
        .route(V1 + "/codes/{code}")
        .taking()
        .json((question, database) -> CodeAnswer.of(question, database, memory))
        .ofSite();
    router
        .route("/codes/{code}")
        .json((question, database) -> CodeAnswer.of(question, database, memory))
        .ofSite();
    router
        .route(V1 + "/check")
        .taking("code", "modifier")
        .remembered(question -> CheckAnswer.of(question, memory))
        .post(new ClaimsAnswer(router, memory)::answer);
    router
        .route(V1 + "/search")
        .taking("q", "limit", "offset", "section", "status", "kind")
        .json(SearchAnswer::json)
        .csv(SearchAnswer::csv);
    SimilarAnswer similar = new SimilarAnswer(memory);
    router
        .route(V1 + "/similar/{code}")
        .taking("limit")
        .json((question, database) -> JsonAnswer.items(similar.rows(question, database)::pass))
        .csv((question, database) -> JsonAnswer.csv(similar.rows(question, database)::pass));
    router.route(V1 + "/changes").taking("edition", "code", "silent").rows(ListAnswers::changes);
    router
        .route(V1 + "/diff")
        .taking("from", "to")
        .rows((question, database) -> ListAnswers.diff(question));
    router.route(V1 + "/editions").taking().rows((question, database) -> Listings.releases());
    router.route("/api/hcpcs/v3/search").remembered(new NlmAnswer(pool)::answer).kept();
    byte[] description =
        Uncheck.get(() -> IOUtils.resourceToByteArray("/org/openhcpcs/web/api/openapi.json"));
    router
        .route(V1 + "/openapi.json")
        .direct(request -> WebAnswer.of(MediaType.JSON, description).ofCms());
    Watch<byte[]> health = new Watch<>("health", this::health);
    router
        .route("/healthz")
        .direct(
            request ->
                WebAnswer.of(MediaType.JSON, health.within(LONGEST_HEALTH))
                    .with("Cache-Control", "no-store"));
  }

  private byte[] health() {
    return pool.read(
        database -> {
          Router.loaded(PublishedState.of(database));
          return status.apply(database).line().getBytes(StandardCharsets.UTF_8);
        });
  }
}
