package org.openhcpcs.database;

import java.security.GeneralSecurityException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;

/** What a server's refusal means for whoever gave the command. */
public final class ServerRefusal {

  public static final String INSUFFICIENT_PRIVILEGE = "42501";

  static final String QUERY_CANCELED = "57014";

  /** No other release fares better then. */
  private static final String DISK_FULL = "53100";

  /** What {@code hcpcs.release_named} raises. */
  private static final String NO_SUCH_RELEASE = "P0002";

  /** What to check, by the SQLSTATE of a login that failed. */
  private static final Map<String, String> LOGIN_ADVICE =
      Map.of(
          "28P01",
              "check the user and the password: in the URL, PGUSER and PGPASSWORD, or ~/.pgpass",
          "28000",
              "check the user, and the server's pg_hba.conf: who may log in from here, and whether with TLS",
          "08004",
              "check the user and the password: in the URL, PGUSER and PGPASSWORD, or ~/.pgpass",
          "3D000", "create the database, or check its name in --db, HCPCS_DB_URL or PGDATABASE");

  private ServerRefusal() {}

  /** A connection that did not come about. */
  static HcpcsException unreachable(String url, SQLException e) {
    String message = firstLine(e);
    return ErrorCode.DATABASE_UNREACHABLE.failure(
        e,
        "%s: the database cannot be reached: %s; %s",
        DatabaseUrl.withoutPassword(url),
        message,
        isAboutTls(e)
            ? "check sslmode, sslrootcert (the certificate of the server's authority) and the host name"
            : LOGIN_ADVICE.getOrDefault(
                String.valueOf(e.getSQLState()), "check --db, HCPCS_DB_URL and the server"));
  }

  private static boolean isAboutTls(SQLException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SSLException || cause instanceof GeneralSecurityException) {
        return true;
      }
    }
    String message = String.valueOf(e.getMessage());
    return (message.contains("SSL") && !message.contains("pg_hba.conf"))
        || message.contains("hostnameverifier");
  }

  /** A failure of the database, sorted into unreachable and failed. */
  static HcpcsException failed(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    // A batch says only that it failed; the next exception says why.
    SQLException reason =
        e instanceof BatchUpdateException && e.getNextException() != null
            ? e.getNextException()
            : e;
    String message = firstLine(reason);
    if (isLost(e)) {
      return ErrorCode.DATABASE_UNREACHABLE.failure(
          e, "the connection to the database was lost: %s", message);
    }
    if (NO_SUCH_RELEASE.equals(state)) {
      return new HcpcsException(ErrorCode.EDITION_UNKNOWN, message.replaceFirst("^ERROR: ", ""), e);
    }
    return new HcpcsException(
        DISK_FULL.equals(state) ? ErrorCode.DISK : ErrorCode.DATABASE_FAILED,
        "the database refused: " + message + advice(state),
        e);
  }

  /** Whether the connection is gone, or the server. */
  public static boolean isLost(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    return state.startsWith("08") || state.startsWith("57P");
  }

  /** What to do about a refusal, after a semicolon; empty if that depends on the command. */
  static String advice(String state) {
    return switch (state) {
      case INSUFFICIENT_PRIVILEGE ->
          "; loading takes a login that is a member of hcpcs_loader, reading one of hcpcs_reader";
      case QUERY_CANCELED ->
          "; the login's statement_timeout says how long a statement may run: alter role ... set statement_timeout";
      default -> "";
    };
  }

  private static String firstLine(SQLException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
  }
}
