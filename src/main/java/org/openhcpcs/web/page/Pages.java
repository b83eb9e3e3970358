package org.openhcpcs.web.page;

import org.openhcpcs.web.api.Memory;
import org.openhcpcs.web.http.Router;
import org.openhcpcs.web.http.WebAnswer;

/** The pages by their addresses. */
public final class Pages {

  private Pages() {}

  /**
   * Adds them to the routes.
   *
   * @param memory the history of all codes
   */
  public static void register(Router router, Memory memory) {
    router.route("/").html((question, database) -> WebAnswer.seeOther("api/v1/openapi.json"));
  }
}
