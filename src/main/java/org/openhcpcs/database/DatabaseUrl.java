package org.openhcpcs.database;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.postgresql.Driver;

/**
 * The URL of a PostgreSQL database, as JDBC or as libpq writes it, and what the environment adds to
 * it. Source: PostgreSQL's documentation, "Connection URIs", "Parameter Key Words" and "Environment
 * Variables" of libpq.
 */
final class DatabaseUrl {

  private static final Pattern PASSWORD_PARAMETER = Pattern.compile("(?i)(password=)[^&]*");

  /** Up to the last {@code @}: rather too much than a part of a password with such a character. */
  private static final Pattern PASSWORD_OF_USER = Pattern.compile("(//[^/@:]*:).*(?=@)");

  /** {@code postgresql://user:password@host:port,host:port/database?parameters}. */
  private static final Pattern LIBPQ =
      Pattern.compile(
          "(?i)postgres(?:ql)?://(?:(?<user>[^:@/?]*)(?::(?<password>[^@/?]*))?@)?(?<hosts>[^/?\\s]*)"
              + "(?:/(?<database>[^?]*))?(?:\\?(?<query>.*))?");

  /** Parameters that libpq and the driver call by different names; the others are alike. */
  private static final Map<String, String> DRIVER_NAMES =
      Map.of(
          "application_name", "ApplicationName",
          "channel_binding", "channelBinding",
          "connect_timeout", "connectTimeout",
          "dbname", "PGDBNAME",
          "gssencmode", "gssEncMode",
          "host", "PGHOST",
          "port", "PGPORT",
          "require_auth", "requireAuth",
          "sslnegotiation", "sslNegotiation",
          "target_session_attrs", "targetServerType");

  /** The variables that count where the URL says nothing, and the driver's names for them. */
  private static final Map<String, String> VARIABLES =
      Map.ofEntries(
          Map.entry("PGHOST", "PGHOST"),
          Map.entry("PGPORT", "PGPORT"),
          Map.entry("PGDATABASE", "PGDBNAME"),
          Map.entry("PGUSER", "user"),
          Map.entry("PGPASSWORD", "password"),
          Map.entry("PGOPTIONS", "options"),
          Map.entry("PGCONNECT_TIMEOUT", "connectTimeout"),
          Map.entry("PGSSLMODE", "sslmode"),
          Map.entry("PGSSLROOTCERT", "sslrootcert"),
          Map.entry("PGSSLCERT", "sslcert"),
          Map.entry("PGSSLKEY", "sslkey"));

  private DatabaseUrl() {}

  /**
   * A JDBC URL from a JDBC or a libpq one.
   *
   * @throws HcpcsException USAGE if it is neither
   */
  static String jdbc(String url) {
    try {
      String jdbc = toJdbc(url);
      if (Driver.parseURL(jdbc, null) != null) {
        return jdbc;
      }
    } catch (IllegalArgumentException e) {
      throw noUrl(url, e);
    }
    throw noUrl(url, null);
  }

  /** A libpq URL from a libpq or a JDBC one. */
  static String libpq(String url) {
    if (!jdbc(url).equals(url)) {
      return url;
    }
    String[] parts = url.replaceFirst("^jdbc:postgresql:(?://)?", "postgresql://").split("\\?", 2);
    String place = url.startsWith("jdbc:postgresql://") ? parts[0] : parts[0].replace("//", "///");
    return place
        + Stream.of(parts)
            .skip(1)
            .flatMap(query -> Stream.of(query.split("&")))
            .map(DatabaseUrl::libpqParameter)
            .collect(Collectors.joining("&", parts.length > 1 ? "?" : "", ""));
  }

  private static String libpqParameter(String parameter) {
    String[] pair = parameter.split("=", 2);
    String name =
        DRIVER_NAMES.entrySet().stream()
            .filter(names -> names.getValue().equals(pair[0]))
            .map(Map.Entry::getKey)
            .findFirst()
            .orElse(pair[0]);
    return pair.length > 1 ? name + "=" + pair[1].replace("+", "%20") : name;
  }

  /** What the environment says of a database, where its JDBC URL does not. */
  static Properties fromEnvironment(String jdbcUrl, Map<String, String> environment) {
    Properties properties = new Properties();
    VARIABLES.forEach(
        (variable, name) -> {
          String value = environment.getOrDefault(variable, "");
          if (!value.isEmpty() && !names(jdbcUrl, name)) {
            properties.setProperty(name, value);
          }
        });
    return properties;
  }

  /** Whether two URLs name the same database, whoever logs in. */
  static boolean nameTheSame(String one, String other, Map<String, String> environment) {
    return place(one, environment).equals(place(other, environment));
  }

  private static List<String> place(String url, Map<String, String> environment) {
    String jdbc = jdbc(url);
    Properties parsed = Driver.parseURL(jdbc, fromEnvironment(jdbc, environment));
    return Stream.of("PGHOST", "PGPORT", "PGDBNAME")
        .map(name -> parsed == null ? "" : parsed.getProperty(name, ""))
        .toList();
  }

  /** The URL as it may be shown. */
  static String withoutPassword(String url) {
    String rest = PASSWORD_PARAMETER.matcher(url).replaceAll("$1…");
    return PASSWORD_OF_USER.matcher(rest).replaceAll("$1…");
  }

  /** Host, port and database of a URL take precedence over properties in the driver itself. */
  private static boolean names(String jdbcUrl, String parameter) {
    return jdbcUrl
        .toLowerCase(Locale.ROOT)
        .matches(".*[?&]" + parameter.toLowerCase(Locale.ROOT) + "=.*");
  }

  private static String toJdbc(String url) {
    Matcher parts = LIBPQ.matcher(url);
    if (!parts.matches()) {
      return url;
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    if (parts.group("query") != null) {
      for (String parameter : parts.group("query").split("&", -1)) {
        String[] pair = parameter.split("=", 2);
        parameters.put(DRIVER_NAMES.getOrDefault(pair[0], pair[0]), pair.length > 1 ? pair[1] : "");
      }
    }
    putIfGiven(parameters, "user", parts.group("user"));
    putIfGiven(parameters, "password", parts.group("password"));
    return "jdbc:postgresql://"
        + parts.group("hosts")
        + "/"
        + (parts.group("database") == null ? "" : parts.group("database"))
        + parameters.entrySet().stream()
            .map(parameter -> parameter.getKey() + "=" + encoded(parameter.getValue()))
            .collect(Collectors.joining("&", parameters.isEmpty() ? "" : "?", ""));
  }

  private static void putIfGiven(
      Map<String, String> parameters, String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      parameters.put(name, value);
    }
  }

  /** libpq keeps a plus sign; the driver would read a blank. */
  private static String encoded(String value) {
    return URLEncoder.encode(
        URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8),
        StandardCharsets.UTF_8);
  }

  private static HcpcsException noUrl(String url, @Nullable IllegalArgumentException cause) {
    return ErrorCode.USAGE.failure(
        cause,
        "%s: no URL of a PostgreSQL database; give jdbc:postgresql://HOST:PORT/DATABASE or postgresql://HOST:PORT/DATABASE",
        withoutPassword(url));
  }
}
