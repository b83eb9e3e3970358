package org.openhcpcs.database.server;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresBinariesTest {

  @TempDir private Path folder;

  private void fails(String program, String says, String message, String log) throws IOException {
    Path bin = Files.createDirectories(folder.resolve("bin-17.1/bin")).resolve(program);
    Files.writeString(bin, "#!/bin/sh\n" + says + "\nexit 1\n");
    Files.setPosixFilePermissions(bin, PosixFilePermissions.fromString("rwx------"));
    PostgresBinaries binaries = new PostgresBinaries(folder, Path.of("postgres-17.1.jar"));
    assertThatThrownBy(
            () -> binaries.run(new ServerAccount(List.of(), Optional.empty()), program, "start"))
        .hasMessage(
            "the embedded PostgreSQL: %s failed: %s; see %s",
            program, message, folder.resolve(log));
  }

  @Test
  void tellsTheEndOfWhatAProgramSaidWhereItsReasonIs() throws IOException {
    fails("initdb", "seq 9; echo 'FATAL: no /données'", "8 9 FATAL: no /données", "initdb.log");
  }

  @Test
  void tellsTheEndOfTheServersLogWhereAProgramSaidNothing() throws IOException {
    Files.writeString(folder.resolve("server.log"), "LOG: ready\nFATAL: no space\n");
    fails("pg_ctl", "", "LOG: ready FATAL: no space", "server.log");
    fails("pg_ctl", "echo no server", "no server", "server.log");
  }
}
