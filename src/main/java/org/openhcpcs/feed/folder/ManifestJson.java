package org.openhcpcs.feed.folder;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.code.Labelled;
import org.openhcpcs.feed.table.Operation;
import org.openhcpcs.json.Json;
import org.openhcpcs.store.read.FeedRelease;

/** Manifests as JSON. */
public final class ManifestJson {

  private ManifestJson() {}

  static Json of(Manifest manifest) {
    Json json =
        new Json()
            .with("schema_version", Manifest.SCHEMA_VERSION)
            .with("kind", manifest.kind().label());
    if (manifest.kind() == Manifest.FeedKind.DELTA) {
      json.with("from", end(manifest.from().orElseThrow())).with("to", end(manifest.to()));
    } else {
      json.with("state", end(manifest.to()));
    }
    json.with("rows", manifest.rows());
    if (manifest.kind() == Manifest.FeedKind.DELTA) {
      Json operations = new Json();
      manifest
          .operations()
          .forEach((operation, count) -> operations.with(operation.label(), count));
      json.with("operations", operations);
    }
    return json.with("csv_formula_guard", manifest.formulaGuard())
        .with("files", manifest.files().stream().map(ManifestJson::file).toList())
        .with("row_schema", manifest.rowSchema());
  }

  private static Json end(Manifest.End end) {
    CodeSetState state = end.state();
    return new Json()
        .with("edition", state.edition().map(FeedRelease::edition))
        .with("revision", state.edition().map(FeedRelease::revision))
        .with("effective_on", state.edition().map(FeedRelease::effectiveOn))
        .with("known_on", state.knownOn())
        .with("rows", end.digest().rows())
        .with("sha256", end.digest().sha256())
        .with("sources", state.sources().stream().map(ManifestJson::source).toList());
  }

  private static Json source(FeedRelease source) {
    return new Json()
        .with("edition", source.edition())
        .with("revision", source.revision())
        .with("effective_on", source.effectiveOn())
        .with("published_on", source.publishedOn())
        .with("archive_name", source.archiveName())
        .with("archive_sha256", source.archiveSha256());
  }

  private static Json file(Manifest.ManifestFile file) {
    return new Json()
        .with("name", file.name())
        .with("format", file.format())
        .with("rows", file.rows())
        .with("bytes", file.bytes())
        .with("sha256", file.sha256());
  }

  /**
   * Reads the manifest of a feed.
   *
   * @throws HcpcsException FEED_REFUSED if there is none, it is damaged, or of another version
   */
  public static Manifest read(Path folder) {
    Path file = folder.resolve(Manifest.FILE);
    try {
      if (!Files.isDirectory(folder)) {
        throw new NoSuchFileException(file.toString());
      }
      Map<String, @Nullable Object> tree = Json.read(Files.readAllBytes(file)).members();
      long version = number(tree, "schema_version");
      if (version != Manifest.SCHEMA_VERSION) {
        throw ErrorCode.FEED_REFUSED.failure(
            "%s: its schema version is %s, and this program knows %s; use the program that wrote it, or a newer one",
            file, version, Manifest.SCHEMA_VERSION);
      }
      return manifest(tree);
    } catch (NoSuchFileException e) {
      throw ErrorCode.FEED_REFUSED.failure(
          e,
          "%s: no feed: it has no %s; name the folder of a complete feed, or write it again",
          folder,
          Manifest.FILE);
    } catch (IOException | DateTimeException e) {
      throw ErrorCode.FEED_REFUSED.failure(
          e,
          "%s: damaged, no manifest of a feed (%s); fetch or write the feed again",
          file,
          String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }
  }

  private static Manifest manifest(Map<String, @Nullable Object> tree) throws IOException {
    String label = member(tree, "kind", String.class);
    Manifest.FeedKind kind =
        Labelled.of(Manifest.FeedKind.class, label)
            .orElseThrow(() -> new IOException("kind is " + label.toLowerCase(Locale.ROOT)));
    boolean isDelta = kind == Manifest.FeedKind.DELTA;
    List<Manifest.ManifestFile> files = new ArrayList<>();
    for (Object each : member(tree, "files", List.class)) {
      Map<String, @Nullable Object> file = object(each, "files");
      String name = member(file, "name", String.class);
      if (name.contains("/") || name.contains("\\") || name.startsWith(".")) {
        throw new IOException("no name of a file in a feed: " + name);
      }
      files.add(
          new Manifest.ManifestFile(
              name,
              member(file, "format", String.class),
              number(file, "rows"),
              number(file, "bytes"),
              member(file, "sha256", String.class)));
    }
    return new Manifest(
        kind,
        isDelta ? Optional.of(end(object(tree.get("from"), "from"))) : Optional.empty(),
        end(object(tree.get(isDelta ? "to" : "state"), isDelta ? "to" : "state")),
        number(tree, "rows"),
        isDelta ? operations(object(tree.get("operations"), "operations")) : Map.of(),
        Boolean.TRUE.equals(tree.get("csv_formula_guard")),
        Json.of(object(tree.get("row_schema"), "row_schema")),
        files);
  }

  private static Map<Operation, Long> operations(Map<String, @Nullable Object> tree)
      throws IOException {
    Map<Operation, Long> operations = new EnumMap<>(Operation.class);
    for (Operation operation : Operation.values()) {
      if (tree.containsKey(operation.label())) {
        operations.put(operation, number(tree, operation.label()));
      }
    }
    return operations;
  }

  private static Manifest.End end(Map<String, @Nullable Object> tree) throws IOException {
    List<FeedRelease> sources = new ArrayList<>();
    for (Object each : member(tree, "sources", List.class)) {
      Map<String, @Nullable Object> source = object(each, "sources");
      sources.add(
          new FeedRelease(
              member(source, "edition", String.class),
              (int) number(source, "revision"),
              LocalDate.parse(member(source, "effective_on", String.class)),
              LocalDate.parse(member(source, "published_on", String.class)),
              member(source, "archive_name", String.class),
              member(source, "archive_sha256", String.class)));
    }
    boolean isEdition = tree.get("edition") instanceof String;
    if (isEdition && sources.size() != 1) {
      throw new IOException("an edition has one source, not " + sources.size());
    }
    return new Manifest.End(
        new CodeSetState(
            isEdition ? Optional.of(sources.get(0)) : Optional.empty(),
            LocalDate.parse(member(tree, "known_on", String.class)),
            sources),
        new Digest(number(tree, "rows"), member(tree, "sha256", String.class)));
  }

  private static Map<String, @Nullable Object> object(@Nullable Object value, String name)
      throws IOException {
    if (!(value instanceof Map<?, ?> object)) {
      throw new IOException("it has no " + name);
    }
    return Json.of(object).members();
  }

  private static long number(Map<String, @Nullable Object> tree, String name) throws IOException {
    Number number = member(tree, name, Number.class);
    if (number instanceof BigDecimal) {
      throw new IOException("it has no " + name);
    }
    return number.longValue();
  }

  private static <T> T member(Map<String, @Nullable Object> tree, String name, Class<T> type)
      throws IOException {
    Object value = tree.get(name);
    if (!type.isInstance(value)) {
      throw new IOException("it has no " + name);
    }
    return type.cast(value);
  }
}
