package org.openhcpcs.feed.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.feed.table.Operation;

/** Manifests as JSON. */
public final class ManifestJson {

  private ManifestJson() {}

  static Map<String, Object> tree(Manifest manifest) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("schema_version", Manifest.SCHEMA_VERSION);
    tree.put("kind", manifest.kind().label());
    if (manifest.kind() == Manifest.FeedKind.DELTA) {
      tree.put("from", end(manifest.from().orElseThrow()));
      tree.put("to", end(manifest.to()));
    } else {
      tree.put("state", end(manifest.to()));
    }
    tree.put("rows", manifest.rows());
    if (manifest.kind() == Manifest.FeedKind.DELTA) {
      Map<String, Object> operations = new LinkedHashMap<>();
      manifest.operations().forEach((operation, count) -> operations.put(operation.label(), count));
      tree.put("operations", operations);
    }
    tree.put("csv_formula_guard", manifest.formulaGuard());
    tree.put("files", manifest.files().stream().map(ManifestJson::file).toList());
    tree.put("row_schema", manifest.rowSchema());
    return tree;
  }

  private static Map<String, Object> end(Manifest.End end) {
    Map<String, Object> tree = new LinkedHashMap<>();
    CodeSetState state = end.state();
    tree.put("edition", state.edition().map(SourceRevision::edition));
    tree.put("revision", state.edition().map(SourceRevision::revision));
    tree.put("effective_on", state.edition().map(SourceRevision::effectiveOn));
    tree.put("known_on", state.knownOn());
    tree.put("rows", end.digest().rows());
    tree.put("sha256", end.digest().sha256());
    tree.put("sources", state.sources().stream().map(ManifestJson::source).toList());
    return tree;
  }

  private static Map<String, Object> source(SourceRevision source) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("edition", source.edition());
    tree.put("revision", source.revision());
    tree.put("effective_on", source.effectiveOn());
    tree.put("published_on", source.publishedOn());
    tree.put("archive_name", source.archiveName());
    tree.put("archive_sha256", source.archiveSha256());
    return tree;
  }

  private static Map<String, Object> file(Manifest.ManifestFile file) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", file.name());
    tree.put("format", file.format());
    tree.put("rows", file.rows());
    tree.put("bytes", file.bytes());
    tree.put("sha256", file.sha256());
    return tree;
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
      Map<String, Object> tree = JsonTree.object(Files.readAllBytes(file));
      if (!(tree.get("schema_version") instanceof Long version)) {
        throw new IOException("it has no schema_version");
      }
      if (version != Manifest.SCHEMA_VERSION) {
        throw new HcpcsException(
            ErrorCode.FEED_REFUSED,
            file
                + ": its schema version is "
                + version
                + ", and this program knows "
                + Manifest.SCHEMA_VERSION
                + "; use the program that wrote it, or a newer one");
      }
      return manifest(tree);
    } catch (NoSuchFileException e) {
      throw new HcpcsException(
          ErrorCode.FEED_REFUSED,
          folder
              + ": no feed: it has no "
              + Manifest.FILE
              + "; name the folder of a complete feed, or write it again",
          e);
    } catch (IOException | DateTimeException e) {
      throw new HcpcsException(
          ErrorCode.FEED_REFUSED,
          file
              + ": damaged, no manifest of a feed ("
              + String.valueOf(e.getMessage()).lines().findFirst().orElse("")
              + "); fetch or write the feed again",
          e);
    }
  }

  private static Manifest manifest(Map<String, Object> tree) throws IOException {
    Manifest.FeedKind kind = kind(text(tree, "kind"));
    boolean isDelta = kind == Manifest.FeedKind.DELTA;
    List<Manifest.ManifestFile> files = new ArrayList<>();
    for (Object each : list(tree, "files")) {
      Map<String, Object> file = object(each, "files");
      String name = text(file, "name");
      if (name.contains("/") || name.contains("\\") || name.startsWith(".")) {
        throw new IOException("no name of a file in a feed: " + name);
      }
      files.add(
          new Manifest.ManifestFile(
              name,
              text(file, "format"),
              number(file, "rows"),
              number(file, "bytes"),
              text(file, "sha256")));
    }
    return new Manifest(
        kind,
        isDelta ? Optional.of(end(object(tree.get("from"), "from"))) : Optional.empty(),
        end(object(tree.get(isDelta ? "to" : "state"), isDelta ? "to" : "state")),
        number(tree, "rows"),
        isDelta ? operations(object(tree.get("operations"), "operations")) : Map.of(),
        Boolean.TRUE.equals(tree.get("csv_formula_guard")),
        object(tree.get("row_schema"), "row_schema"),
        files);
  }

  private static Map<Operation, Long> operations(Map<String, Object> tree) throws IOException {
    Map<Operation, Long> operations = new EnumMap<>(Operation.class);
    for (Operation operation : Operation.values()) {
      if (tree.containsKey(operation.label())) {
        operations.put(operation, number(tree, operation.label()));
      }
    }
    return operations;
  }

  private static Manifest.FeedKind kind(String label) throws IOException {
    for (Manifest.FeedKind kind : Manifest.FeedKind.values()) {
      if (kind.label().equals(label)) {
        return kind;
      }
    }
    throw new IOException("kind is " + label.toLowerCase(Locale.ROOT));
  }

  private static Manifest.End end(Map<String, Object> tree) throws IOException {
    List<SourceRevision> sources = new ArrayList<>();
    for (Object each : list(tree, "sources")) {
      Map<String, Object> source = object(each, "sources");
      sources.add(
          new SourceRevision(
              text(source, "edition"),
              (int) number(source, "revision"),
              LocalDate.parse(text(source, "effective_on")),
              LocalDate.parse(text(source, "published_on")),
              text(source, "archive_name"),
              text(source, "archive_sha256")));
    }
    boolean isEdition = tree.get("edition") instanceof String;
    if (isEdition && sources.size() != 1) {
      throw new IOException("an edition has one source, not " + sources.size());
    }
    return new Manifest.End(
        new CodeSetState(
            isEdition ? Optional.of(sources.get(0)) : Optional.empty(),
            LocalDate.parse(text(tree, "known_on")),
            sources),
        new Digest(number(tree, "rows"), text(tree, "sha256")));
  }

  private static Map<String, Object> object(@Nullable Object value, String name)
      throws IOException {
    if (!(value instanceof Map<?, ?> object)) {
      throw new IOException("it has no " + name);
    }
    Map<String, Object> members = new LinkedHashMap<>();
    object.forEach((key, each) -> members.put(String.valueOf(key), each));
    return members;
  }

  private static List<?> list(Map<String, Object> tree, String name) throws IOException {
    if (tree.get(name) instanceof List<?> list) {
      return list;
    }
    throw new IOException("it has no " + name);
  }

  private static String text(Map<String, Object> tree, String name) throws IOException {
    if (tree.get(name) instanceof String text) {
      return text;
    }
    throw new IOException("it has no " + name);
  }

  private static long number(Map<String, Object> tree, String name) throws IOException {
    if (tree.get(name) instanceof Long number) {
      return number;
    }
    throw new IOException("it has no " + name);
  }
}
