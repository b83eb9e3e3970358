package org.openhcpcs.database.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerLoginTest {

  @ParameterizedTest
  @CsvSource({
    "00112233445566778899aabbccddeeff0011223344556677,  1",
    "00112233445566778899aabbccddeeff001122334455667,   4096",
    "from a person,                                     4096"
  })
  void hashesAPasswordOnceThatNobodyGuesses(String password, int rounds) {
    assertThat(ServerLogin.verifier(password)).startsWith("SCRAM-SHA-256$" + rounds + ":");
  }
}
