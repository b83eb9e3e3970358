package org.openhcpcs.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.sample.SampleData;
import org.openhcpcs.sample.SampleWriter;

/** Downloads from a server with moods. No test waits: pauses are recorded instead. */
class FetcherTest {

  private static final byte[] ZIP = SampleWriter.zip(SampleData.january());
  private static final byte[] OTHER = SampleWriter.zip(SampleData.april());
  private static final String PATH = "/files/zip/january-2026-alpha-numeric-hcpcs-file.zip";
  private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");

  private final List<Duration> pauses = new ArrayList<>();
  private CmsServer server;
  @TempDir private Path folder;
  private Path part;
  private FetchSettings settings = FetchSettings.DEFAULT.with(Duration.ofSeconds(20), 3, 10L << 20);

  @BeforeEach
  void startServer() throws IOException {
    server = CmsServer.start();
    part = Files.createFile(folder.resolve("part"));
  }

  @AfterEach
  void stopServer() throws IOException {
    server.close();
  }

  private Fetcher fetcher(Map<String, String> environment) {
    return fetcher(CmsSite.at(server.url()), environment);
  }

  private Fetcher fetcher(CmsSite site, Map<String, String> environment) {
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    return new Fetcher(
        Fetcher.client(site.base(), settings.connectTimeout(), environment),
        site,
        settings,
        new Backoff(settings, clock, new Random(1)),
        pauses::add);
  }

  private Answer fetch(Validators known) {
    return fetcher(Map.of())
        .fetch(URI.create(server.url() + PATH), known, part, ZipContent::isWhole);
  }

  private Answer fetch() {
    return fetch(Validators.NONE);
  }

  private void assertWhole(Answer answer) throws IOException {
    assertThat(answer).isInstanceOf(Answer.Received.class);
    assertThat(Files.readAllBytes(part)).isEqualTo(ZIP);
  }

  private static Answer.Failed failed(int status, String reason) {
    return new Answer.Failed(status == 0 ? Optional.empty() : Optional.of(status), reason);
  }

  @Test
  void bringsAFileWithItsNameAndTag() throws IOException {
    server.on(PATH, CmsServer.content(ZIP));
    Answer answer = fetch();
    assertWhole(answer);
    assertThat(answer)
        .isEqualTo(
            new Answer.Received(
                ZIP.length,
                Optional.of("january-2026-alpha-numeric-hcpcs-file.zip"),
                new Validators(Optional.of(CmsServer.etag(ZIP)), Optional.empty())));
    assertThat(server.requests(PATH).get(0).header("user-agent").orElse(""))
        .startsWith("Mozilla/5.0 ");
  }

  @Test
  void takesTheNameThatTheServerGives() {
    server.on(
        PATH,
        CmsServer.plain(ZIP, "Content-Disposition: attachment; filename=\"../Oct 2025.ZIP\""));
    assertThat(fetch())
        .isInstanceOfSatisfying(
            Answer.Received.class,
            content -> assertThat(content.fileName()).contains("_Oct 2025.zip"));
  }

  @Test
  void doesNotBringAgainWhatIsUnchanged() {
    server.on(PATH, CmsServer.content(ZIP));
    Validators known = new Validators(Optional.of(CmsServer.etag(ZIP)), Optional.of("Mon, 1"));
    assertThat(fetch(known)).isEqualTo(new Answer.Unchanged());
    assertThat(server.requests(PATH).get(0).header("if-modified-since")).contains("Mon, 1");
    server.on(PATH, CmsServer.content(OTHER));
    assertThat(fetch(known)).isInstanceOf(Answer.Received.class);
  }

  @Test
  void doesNotBelieveAnUnaskedUnchanged() {
    server.on(PATH, CmsServer.status(304));
    assertThat(fetch()).isEqualTo(failed(304, "answered 304, a redirect that is not followed"));
  }

  @Test
  void saysThatNothingIsPosted() {
    assertThat(fetch()).isEqualTo(new Answer.NotPosted(404));
    server.on(PATH, CmsServer.status(410));
    assertThat(fetch()).isEqualTo(new Answer.NotPosted(410));
    assertThat(pauses).isEmpty();
  }

  @Test
  void tellsNoStatusThatIsNone() {
    server.on(PATH, CmsServer.status(999));
    assertThat(fetch()).isIn(failed(0, "answered 999"), failed(0, "the connection broke: null"));
  }

  @Test
  void doesNotInsistWhenAccessIsRefused() {
    server.on(PATH, CmsServer.status(403));
    assertThat(fetch()).isEqualTo(failed(403, "answered 403, access refused"));
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void followsARedirect() throws IOException {
    server.on(PATH, CmsServer.redirect("/elsewhere/h.zip"));
    server.on("/elsewhere/h.zip", CmsServer.content(ZIP));
    assertWhole(fetch());
  }

  @Test
  void followsARedirectToAnotherSiteOnlyIfItIsTrusted() throws IOException {
    try (CmsServer other = CmsServer.start()) {
      server.on(PATH, CmsServer.redirect(other.url() + "/secret/h.zip"));
      other.on("/secret/h.zip", CmsServer.content(ZIP));
      assertThat(fetch())
          .isEqualTo(
              failed(
                  302,
                  "answered 302, a redirect to "
                      + other.url()
                      + ", which is not followed; --redirect-to trusts another site"));
      assertThat(other.requests()).isEmpty();
      assertThat(server.requests()).hasSize(1);

      CmsSite trusting = CmsSite.at(server.url()).trusting(List.of(other.url()));
      assertWhole(
          fetcher(trusting, Map.of())
              .fetch(URI.create(server.url() + PATH), Validators.NONE, part, ZipContent::isWhole));
    }
  }

  /** The rest comes from where the redirect leads, again. */
  @Test
  void goesOnBehindARedirect() throws IOException {
    server.on(PATH, CmsServer.redirect("h.zip"));
    server.on("/files/zip/h.zip", CmsServer.content(ZIP));
    server.next("/files/zip/h.zip", CmsServer.truncated(ZIP, 5000));
    assertWhole(fetch());
    assertThat(server.requests("/files/zip/h.zip").get(1).header("range")).contains("bytes=5000-");
  }

  @Test
  void doesNotFollowARedirectInACircle() {
    server.on(PATH, CmsServer.redirect(PATH));
    assertThat(fetch()).isEqualTo(failed(302, "answered 302, a redirect that is not followed"));
    assertThat(server.requests().size()).isBetween(2, 10);
  }

  @Test
  void triesAgainAfterServerErrors() throws IOException {
    server.on(PATH, CmsServer.content(ZIP));
    server.next(PATH, CmsServer.status(500), CmsServer.status(503), CmsServer.status(502));
    assertWhole(fetch());
    assertThat(pauses).hasSize(3);
    assertThat(pauses.get(0)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
    assertThat(pauses.get(1)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(4));
    assertThat(pauses.get(2)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(8));
  }

  @Test
  void givesUpWhenErrorsGoOn() {
    server.on(PATH, CmsServer.status(500));
    assertThat(fetch()).isEqualTo(failed(500, "answered 500"));
    assertThat(server.requests()).hasSize(4);
  }

  @Test
  void comesBackWhenItIsAskedTo() throws IOException {
    server.on(PATH, CmsServer.content(ZIP));
    server.next(
        PATH,
        CmsServer.status(429, "Retry-After: 7"),
        CmsServer.status(503, "Retry-After: Sun, 22 Nov 2026 03:00:30 GMT"),
        CmsServer.status(429, "Retry-After: 86400"));
    assertWhole(fetch());
    assertThat(pauses)
        .containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(30), Duration.ofMinutes(2));
  }

  @Test
  void goesOnWhereADownloadBrokeOff() throws IOException {
    server.on(PATH, CmsServer.content(ZIP));
    server.next(PATH, CmsServer.truncated(ZIP, 5000));
    assertWhole(fetch());
    CmsServer.Request second = server.requests(PATH).get(1);
    assertThat(second.header("range")).contains("bytes=5000-");
    assertThat(second.header("if-range")).contains(CmsServer.etag(ZIP));
  }

  @Test
  void goesOnAfterAnErrorInBetween() throws IOException {
    server.on(PATH, CmsServer.content(ZIP));
    server.next(PATH, CmsServer.truncated(ZIP, 5000), CmsServer.status(503));
    assertWhole(fetch());
    assertThat(server.requests(PATH).get(2).header("range")).contains("bytes=5000-");
  }

  @Test
  void noticesABreakThatNoLengthTells() throws IOException {
    server.on(PATH, CmsServer.content(ZIP));
    server.next(PATH, CmsServer.cutOff(ZIP, 5000));
    assertWhole(fetch());
    assertThat(server.requests(PATH).get(1).header("range")).contains("bytes=5000-");
  }

  @Test
  void beginsAnewWhenTheContentHasChangedMeanwhile() throws IOException {
    server.on(PATH, CmsServer.content(ZIP));
    server.next(PATH, CmsServer.truncated(OTHER, 5000));
    assertWhole(fetch());
  }

  @Test
  void beginsAnewWhenTheServerKnowsNoRanges() throws IOException {
    server.on(PATH, CmsServer.plain(ZIP));
    server.next(PATH, CmsServer.truncated(ZIP, 5000));
    assertWhole(fetch());
  }

  @Test
  void beginsAnewWhenTheRangeIsRefusedOrAnother() throws IOException {
    server.on(PATH, CmsServer.content(ZIP));
    server.next(
        PATH,
        CmsServer.truncated(ZIP, 5000),
        CmsServer.status(206, "Content-Range: bytes 7-9/10"),
        CmsServer.truncated(ZIP, 6000));
    assertWhole(fetch());
    assertThat(server.requests(PATH).get(2).header("range")).isEmpty();
    assertThat(server.requests(PATH).get(3).header("range")).contains("bytes=6000-");

    server.next(PATH, CmsServer.truncated(ZIP, 5000), CmsServer.status(416));
    assertWhole(fetch());
  }

  @Test
  void doesNotAskForTheRestByAWeakTag() throws IOException {
    byte[] head = Arrays.copyOf(ZIP, 5000);
    server.on(PATH, CmsServer.content(ZIP));
    server.next(
        PATH,
        (request, out) -> {
          out.write(
              ("HTTP/1.1 200 OK\r\nETag: W/\"1\"\r\nContent-Length: " + ZIP.length + "\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
          out.write(head);
        });
    assertWhole(fetch());
    assertThat(server.requests(PATH).get(1).header("range")).isEmpty();
  }

  @Test
  void doesNotWaitForABodyThatTrickles() throws IOException {
    settings = settings.with(Duration.ofSeconds(2), 3, 10L << 20);
    server.on(PATH, CmsServer.content(ZIP));
    server.next(PATH, CmsServer.trickle(ZIP, 5000));
    assertWhole(fetch());
    assertThat(server.requests(PATH).get(1).header("range").orElse("")).matches("bytes=5\\d+-");
  }

  @Test
  void givesUpOnABodyThatAlwaysTrickles() {
    settings = settings.with(Duration.ofSeconds(1), 0, 10L << 20);
    server.on(PATH, CmsServer.trickle(ZIP, 0));
    assertThat(fetch()).isEqualTo(failed(0, "no complete answer within 1 s"));
  }

  @Test
  void takesNothingThatIsTooLarge() throws IOException {
    settings = settings.with(Duration.ofSeconds(20), 3, 4000);
    Answer tooLarge = failed(200, "larger than 0 MB, the largest that is taken");
    server.on(PATH, CmsServer.content(ZIP));
    assertThat(fetch()).isEqualTo(tooLarge);
    assertThat(Files.size(part)).isZero();
    server.on(PATH, CmsServer.cutOff(ZIP, ZIP.length));
    assertThat(fetch()).isEqualTo(tooLarge);
    assertThat(Files.size(part)).isLessThanOrEqualTo(4000 + 16384);
    settings = settings.with(Duration.ofSeconds(20), 3, ZIP.length);
    assertWhole(fetch());
  }

  @Test
  void saysThatNobodyAnswers() throws IOException {
    server.close();
    String host = server.url().replace("http://", "");
    assertThat(fetch()).isEqualTo(failed(0, "no connection to " + host));
    assertThat(pauses).hasSize(3);
  }

  @Test
  void takesOnlyTheBeginningWhenItOnlyLooks() throws IOException {
    server.on(PATH, CmsServer.content(ZIP));
    Answer answer = fetcher(Map.of()).probe(URI.create(server.url() + PATH), Validators.NONE, part);
    assertThat(answer)
        .isInstanceOfSatisfying(
            Answer.Received.class, content -> assertThat(content.bytes()).isEqualTo(ZIP.length));
    assertThat(ZipContent.check(answer, part)).isSameAs(answer);
  }

  @Test
  void goesThroughTheProxyThatTheEnvironmentNames() throws IOException {
    server.on("/x.zip", CmsServer.content(ZIP));
    URI elsewhere = URI.create("http://cms.invalid/x.zip");
    assertWhole(
        fetcher(Map.of("http_proxy", server.url()))
            .fetch(elsewhere, Validators.NONE, part, ZipContent::isWhole));
    assertThat(server.requests().get(0).target()).isEqualTo(elsewhere.toString());
    assertThat(
            fetcher(Map.of("http_proxy", server.url(), "no_proxy", ".invalid"))
                .fetch(elsewhere, Validators.NONE, part, ZipContent::isWhole))
        .isEqualTo(failed(0, "the name cms.invalid is not known"));
  }

  @Test
  void refusesAProxyThatItCannotUse() {
    assertThatThrownBy(() -> fetcher(Map.of("http_proxy", "socks5://user:secret@host:1")))
        .isInstanceOf(HcpcsException.class)
        .hasMessage(
            "the proxy that the environment names is none that can be used; give http://HOST:PORT");
  }

  @Test
  void trustsNoCertificateThatNobodyVouchesFor() throws Exception {
    try (CmsServer stranger = CmsServer.startTls(selfSigned())) {
      stranger.on(PATH, CmsServer.content(ZIP));
      assertThat(
              fetcher(Map.of())
                  .fetch(
                      URI.create(stranger.url() + PATH),
                      Validators.NONE,
                      part,
                      ZipContent::isWhole))
          .isInstanceOfSatisfying(
              Answer.Failed.class,
              failed -> assertThat(failed.reason()).startsWith("no trustworthy TLS connection: "));
      assertThat(stranger.requests()).isEmpty();
      assertThat(pauses).isEmpty();
    }
  }

  private SSLContext selfSigned() throws Exception {
    Path store = folder.resolve("keys");
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    String options =
        "-genkeypair -keyalg EC -dname CN=127.0.0.1 -ext san=ip:127.0.0.1 -storepass secret1 -keystore ";
    List<String> line = new ArrayList<>(List.of(keytool));
    line.addAll(List.of((options + store).split(" ", -1)));
    assertThat(new ProcessBuilder(line).start().waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance(store.toFile(), "secret1".toCharArray());
    KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
    managers.init(keys, "secret1".toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  @Test
  void takesARedirectToNowhereForAFailure() throws IOException {
    server.on(PATH, CmsServer.status(302));
    assertThat(fetch()).isEqualTo(failed(302, "answered 302, to nowhere"));
    assertThat(server.requests(PATH)).hasSize(4);
    server.next(PATH, CmsServer.status(302));
    server.on(PATH, CmsServer.content(ZIP));
    assertWhole(fetch());
  }

  @Test
  void saysThatTheDiskFails() throws IOException {
    server.on(PATH, CmsServer.content(ZIP));
    Files.delete(part);
    assertThatThrownBy(this::fetch)
        .isInstanceOfSatisfying(
            HcpcsException.class, e -> assertThat(e.errorCode()).isEqualTo(ErrorCode.DISK))
        .hasMessageStartingWith(part + ": cannot be written: ");
  }

  @Test
  void keepsAPageTitleInOneLine() {
    server.on(PATH, CmsServer.html("<title>a\0b\n\u001b[2Jc</title>"));
    assertThat(ZipContent.check(fetch(), part))
        .isEqualTo(failed(200, "answered with the web page \"a b [2Jc\" instead of a zip"));
  }
}
