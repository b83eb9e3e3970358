package org.openhcpcs.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Proxies as curl takes them from the environment. */
class ProxiesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://www.cms.gov/|HTTPS_PROXY=http://p:8080|p:8080",
        "https://www.cms.gov/|https_proxy=p:8080 HTTPS_PROXY=http://q|p:8080",
        "https://www.cms.gov/|all_proxy=http://user:secret@p:3128|p:3128",
        "https://www.cms.gov/|ALL_PROXY=p|p:1080",
        "https://www.cms.gov/|http_proxy=http://p:8080|",
        "https://www.cms.gov/|HTTPS_PROXY=|",
        "http://www.cms.gov/|HTTP_PROXY=http://p:8080|",
        "http://www.cms.gov/|http_proxy=http://p:8080|p:8080",
        "https://www.cms.gov/|HTTPS_PROXY=p:1 NO_PROXY=localhost,cms.gov|",
        "https://www.cms.gov/|HTTPS_PROXY=p:1 NO_PROXY=.CMS.gov|",
        "https://www.cms.gov/|HTTPS_PROXY=p:1 no_proxy=*|",
        "https://www.cms.gov/|HTTPS_PROXY=p:1 NO_PROXY=s.gov|p:1",
        "https://www.cms.gov/|HTTPS_PROXY=p:1 NO_PROXY=,|p:1",
        "http://127.0.0.1:8080/|http_proxy=p:1 no_proxy=127.0.0.1:8080|",
        "http://127.0.0.1:8080/|http_proxy=p:1 no_proxy=127.0.0.1:8081|p:1",
      })
  void goesThroughTheProxyOfTheScheme(URI url, String environment, String proxy) {
    Map<String, String> variables = new HashMap<>();
    for (String each : environment.split(" ", -1)) {
      String[] parts = each.split("=", 2);
      variables.put(parts[0], parts[1]);
    }
    assertThat(new Proxies(variables).select(url))
        .singleElement()
        .satisfies(
            chosen ->
                assertThat(
                        chosen.address() == null
                            ? null
                            : chosen.address().toString().replaceFirst("/<unresolved>", ""))
                    .isEqualTo(proxy));
  }
}
