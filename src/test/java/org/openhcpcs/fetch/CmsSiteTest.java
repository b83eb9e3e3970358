package org.openhcpcs.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openhcpcs.code.HcpcsException;

/** Where a site may send those who ask it. */
class CmsSiteTest {

  private static final CmsSite CMS = CmsSite.at(CmsSite.CMS);
  private static final CmsSite MIRROR = CmsSite.at("http://mirror.example.org/cms");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://www.cms.gov/files/zip/a.zip",
        "https://WWW.CMS.GOV:443/a.zip",
        "https://cms.gov/a.zip",
        "https://edit.cms.gov/a.zip"
      })
  void letsCmsRedirectToCms(String target) {
    assertThat(CMS.mayRedirectTo(URI.create(target))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://169.254.169.254/latest/meta-data/",
        "http://[fe80::1]/",
        "http://127.0.0.1:5432/",
        "https://localhost/",
        "http://www.cms.gov/a.zip",
        "https://www.cms.gov:8443/a.zip",
        "https://me@www.cms.gov/a.zip",
        "https://www.cms.gov.example.org/a.zip",
        "https://evilcms.gov/a.zip",
        "https://example.org/a.zip",
        "file:///etc/passwd",
        "mailto:a@cms.gov"
      })
  void letsCmsRedirectNowhereElse(String target) {
    assertThat(CMS.mayRedirectTo(URI.create(target))).isFalse();
  }

  @Test
  void letsAMirrorRedirectToItselfAndToTls() {
    assertThat(
            List.of(
                "http://mirror.example.org/other/a.zip",
                "http://Mirror.example.org:80/a.zip",
                "https://mirror.example.org/a.zip"))
        .allMatch(target -> MIRROR.mayRedirectTo(URI.create(target)));
    assertThat(
            List.of(
                "http://mirror.example.org:8080/a.zip",
                "https://mirror.example.org:8443/a.zip",
                "https://www.cms.gov/a.zip"))
        .noneMatch(target -> MIRROR.mayRedirectTo(URI.create(target)));
    assertThat(
            CmsSite.at("http://mirror.example.org:8080")
                .mayRedirectTo(URI.create("https://mirror.example.org/a.zip")))
        .isFalse();
    assertThat(
            CmsSite.at("https://mirror.example.org")
                .mayRedirectTo(URI.create("http://mirror.example.org/a.zip")))
        .isFalse();
  }

  @Test
  void letsASiteRedirectToThoseThatAreTrusted() {
    CmsSite site = CMS.trusting(List.of("https://files.example.org", "http://10.0.0.7:8080/x/"));
    assertThat(site.mayRedirectTo(URI.create("https://files.example.org/a.zip"))).isTrue();
    assertThat(site.mayRedirectTo(URI.create("http://10.0.0.7:8080/a.zip"))).isTrue();
    assertThat(site.mayRedirectTo(URI.create("http://10.0.0.7/a.zip"))).isFalse();
    assertThatThrownBy(() -> CMS.trusting(List.of("files.example.org")))
        .isInstanceOf(HcpcsException.class)
        .hasMessageStartingWith("files.example.org: no base URL; give one such as https://");
  }
}
