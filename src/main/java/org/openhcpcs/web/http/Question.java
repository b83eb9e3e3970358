package org.openhcpcs.web.http;

import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.openhcpcs.store.serve.PublishedState;

/**
 * A request that found its route.
 *
 * @param request the request as it came
 * @param variables what stands in the path for the names of the template
 * @param type the form in which it is to be answered
 * @param onGiven the date of service, if the request names one
 * @param knownOnGiven the day whose knowledge counts, if the request names one
 * @param state what is published
 */
public record Question(
    WebRequest request,
    Map<String, String> variables,
    MediaType type,
    Optional<LocalDate> onGiven,
    Optional<LocalDate> knownOnGiven,
    PublishedState state) {

  public Question {
    variables = Map.copyOf(variables);
  }

  /** The same of another state. */
  Question with(PublishedState other) {
    return new Question(request, variables, type, onGiven, knownOnGiven, other);
  }

  /** What stands in the path for a name. */
  public String variable(String name) {
    return Objects.requireNonNull(variables.get(name), name);
  }

  public Parameters parameters() {
    return request.parameters();
  }

  /** The date of service: today unless the request names another. */
  public LocalDate on() {
    return onGiven.orElse(state.today());
  }

  /** The day whose knowledge counts: today unless the request names another. */
  public LocalDate knownOn() {
    return knownOnGiven.orElse(state.today());
  }
}
