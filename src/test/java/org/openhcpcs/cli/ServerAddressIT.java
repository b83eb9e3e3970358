package org.openhcpcs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openhcpcs.database.LoneServer;
import org.openhcpcs.database.TestDatabase;

/** How a server is named, who logs in, and how TLS is asked for: by URL, variables and .pgpass. */
class ServerAddressIT {

  private static final String SECRET = "se:cret\\1";

  @TempDir private static Path folder;
  private static LoneServer server;
  private static Path authority;
  private static Path stranger;

  @BeforeAll
  static void startAServerWithTls() throws Exception {
    server = LoneServer.start(folder.resolve("server"));
    authority = certificate("ours", "dns:localhost");
    stranger = certificate("theirs", "dns:localhost");
    TestDatabase postgres = server.database("postgres");
    postgres.execute("alter system set ssl_cert_file = '" + authority + "'");
    postgres.execute("alter system set ssl_key_file = '" + folder.resolve("ours.key") + "'");
    postgres.execute("alter system set ssl = on");
    Path rules = Path.of(postgres.value("show hba_file"));
    Files.writeString(rules, "hostnossl all safe all reject\n" + Files.readString(rules));
    postgres.execute("select pg_reload_conf()");
    postgres.execute("create role safe login superuser password '" + SECRET + "'");
    postgres.execute("create role ann login superuser password '" + SECRET + "'");
    postgres.execute("create database claims owner ann");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** Makes a self-signed certificate, NAME.crt, and its key, NAME.key. */
  private static Path certificate(String name, String host) throws Exception {
    Path store = folder.resolve(name + ".p12");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            name,
            "-keyalg",
            "RSA",
            "-keysize",
            "2048",
            "-dname",
            "CN=" + name,
            "-ext",
            "san=" + host,
            "-storetype",
            "PKCS12",
            "-keystore",
            store.toString(),
            "-storepass",
            "secret");
    assertThat(new ProcessBuilder(command).redirectErrorStream(true).start().waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, "secret".toCharArray());
    }
    pem(
        folder.resolve(name + ".key"),
        "PRIVATE KEY",
        keys.getKey(name, "secret".toCharArray()).getEncoded());
    return pem(
        folder.resolve(name + ".crt"), "CERTIFICATE", keys.getCertificate(name).getEncoded());
  }

  private static Path pem(Path file, String kind, byte[] content) throws IOException {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    Files.writeString(
        file, "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private static TestProgram program(String url, Map<String, String> environment) {
    Path home = folder.resolve("home");
    return new TestProgram(home, List.of("--home", home.toString(), "--db", url), environment);
  }

  private static Map<String, String> login(String... more) {
    Map<String, String> all = new HashMap<>(Map.of("PGUSER", "ann", "PGPASSWORD", SECRET));
    for (int i = 0; i < more.length; i += 2) {
      all.put(more[i], more[i + 1]);
    }
    return all;
  }

  /** The server lets login safe in with TLS only. */
  @ParameterizedTest
  @ValueSource(strings = {"jdbc:postgresql://", "postgresql://", "postgres://"})
  void verifiesTheServer(String scheme) {
    String url = scheme + "localhost:" + server.port() + "/claims";
    String query = "?sslmode=verify-full&sslrootcert=" + authority;
    Map<String, String> variables =
        login("PGUSER", "safe", "PGSSLMODE", "verify-full", "PGSSLROOTCERT", authority.toString());
    Map<String, String> elsewhere =
        login("PGUSER", "safe", "PGHOST", "127.0.0.2", "PGPORT", "1", "PGDATABASE", "postgres");
    assertThat(program(url + query, elsewhere).print("db", "migrate")).contains("up to date");
    assertThat(program(url, variables).print("policies")).contains("(0 rows)");
    TestProgram.Result plain = program(url + "?sslmode=disable", variables).run("releases");
    assertThat(plain.exitCode()).isEqualTo(5);
    assertThat(plain.err())
        .hasLineCount(1)
        .endsWith(
            "; check the user, and the server's pg_hba.conf: who may log in from here, and whether with TLS\n");
  }

  @Test
  void refusesAStrangeAuthorityAndAnotherHostName() {
    for (String url :
        List.of(
            "postgresql://localhost:"
                + server.port()
                + "/claims?sslmode=verify-full&sslrootcert="
                + stranger,
            "postgresql://localhost:"
                + server.port()
                + "/claims?sslmode=verify-full&sslrootcert="
                + folder.resolve("none.crt"),
            "postgresql://127.0.0.1:"
                + server.port()
                + "/claims?sslmode=verify-full&sslrootcert="
                + authority)) {
      TestProgram.Result result = program(url, login()).run("releases");
      assertThat(result.exitCode()).as(url).isEqualTo(5);
      assertThat(result.err())
          .hasLineCount(1)
          .endsWith(
              "; check sslmode, sslrootcert (the certificate of the server's authority) and the host name\n");
    }
  }

  @Test
  void takesWhatTheUrlDoesNotSayFromTheVariables() {
    Map<String, String> all =
        login("PGHOST", "localhost", "PGPORT", "" + server.port(), "PGDATABASE", "claims");
    assertThat(
            program("postgresql:///", all)
                .print("sql", "--format", "csv", "select current_database()"))
        .isEqualTo("current_database\r\nclaims\r\n");
    assertThat(program("postgresql:///postgres?host=127.0.0.1", all).run("db", "url").out())
        .isEqualTo("postgresql:///postgres?host=127.0.0.1\n");
    assertThat(
            program("postgresql:///postgres?host=127.0.0.1", all).run("db", "url", "--jdbc").out())
        .isEqualTo("jdbc:postgresql:///postgres?PGHOST=127.0.0.1\n");
    assertThat(
            program("postgresql://localhost:1,localhost:" + server.port() + "/claims", login())
                .print("sql", "--format", "csv", "select 1 as n"))
        .isEqualTo("n\r\n1\r\n");
    assertThat(
            program("postgresql://nobody@localhost:" + server.port() + "/claims", all)
                .run("releases")
                .err())
        .isEqualTo(
            "hcpcs: jdbc:postgresql://localhost:%d/claims?user=nobody: the database cannot be reached: FATAL: password"
                    .formatted(server.port())
                + " authentication failed for user \"nobody\"; check the user and the password: in the URL, PGUSER and"
                + " PGPASSWORD, or ~/.pgpass\n");
    assertThat(
            program("postgresql://localhost:" + server.port() + "/missing", login())
                .run("releases")
                .err())
        .endsWith("; create the database, or check its name in --db, HCPCS_DB_URL or PGDATABASE\n");
  }

  @Test
  void readsThePasswordFile() throws Exception {
    String url = "postgresql://ann@localhost:" + server.port() + "/claims";
    String escaped = SECRET.replace("\\", "\\\\").replace(":", "\\:");
    assertThat(processWith("*:*:*:ann:" + escaped, url).out())
        .isEqualTo("The schema is up to date.\n");
    assertThat(processWith("localhost:" + server.port() + ":claims:ann:" + escaped, url).exitCode())
        .isZero();
    for (String line : List.of("*:*:*:ann:wrong", "*:*:*:bob:" + escaped)) {
      TestProgram.Result result = processWith(line, url);
      assertThat(result.exitCode()).isEqualTo(5);
      assertThat(result.out())
          .hasLineCount(1)
          .endsWith(
              "; check the user and the password: in the URL, PGUSER and PGPASSWORD, or ~/.pgpass\n");
    }
  }

  private static TestProgram.Result processWith(String line, String url)
      throws IOException, InterruptedException {
    program(url, login()).print("db", "migrate");
    Path file = Files.writeString(folder.resolve("pgpass"), "# ours\n" + line + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    List<String> command = new ArrayList<>(JavaProgram.command(List.of()));
    command.addAll(List.of("--db", url, "db", "migrate"));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    builder.environment().put("PGPASSFILE", file.toString());
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new TestProgram.Result(process.waitFor(), out, "");
  }
}
