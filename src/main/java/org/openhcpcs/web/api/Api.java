package org.openhcpcs.web.api;

import org.openhcpcs.store.read.Listings;
import org.openhcpcs.web.http.Router;

/** The addresses of the API. */
public final class Api {

  private static final String V1 = "/api/v1";

  private Api() {}

  /** Adds them to the routes. */
  public static void register(Router router) {
    router
        .route(V1 + "/editions")
        .json((question, database) -> JsonAnswer.items(database, Listings.releases()))
        .csv((question, database) -> JsonAnswer.csv(database, Listings.releases()));
  }
}
