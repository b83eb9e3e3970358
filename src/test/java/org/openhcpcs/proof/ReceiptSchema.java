package org.openhcpcs.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The published schema, read by a validator that is not ours. */
public final class ReceiptSchema {

  private static final Schema SCHEMA = schema();

  private ReceiptSchema() {}

  private static Schema schema() {
    try {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(Files.readString(Path.of("src/site/use/receipt.schema.json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Fails with what the schema has against a receipt. */
  public static void check(byte[] receipt) {
    assertThat(SCHEMA.validate(new String(receipt, StandardCharsets.UTF_8), InputFormat.JSON))
        .isEmpty();
  }
}
