package org.openhcpcs.database.schema;

import java.util.Map;
import java.util.Optional;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.DatabaseAddress;
import org.openhcpcs.database.server.EmbeddedServer;
import org.openhcpcs.database.server.ServerLogin;

/** Opens databases that have our schema already, and tells what a login may do in it. */
public final class SchemaAccess {

  /**
   * Whether some role that the session has or can take does more than a reader: in this database,
   * to roles, or with the files and programs of the server.
   */
  private static final String CAN_DO_MORE =
      """
      select exists (
        select
        from pg_catalog.pg_roles r
        where pg_catalog.pg_has_role(session_user, r.oid, 'member')
          and (r.rolsuper or r.rolcreaterole or r.rolcreatedb or r.rolreplication
            or r.rolname in ('pg_read_server_files', 'pg_write_server_files', 'pg_execute_server_program')
            or pg_catalog.has_database_privilege(r.oid, current_database(), 'create')
            or pg_catalog.has_schema_privilege(r.oid, 'hcpcs', 'create')
            or pg_catalog.has_table_privilege(r.oid, 'hcpcs.release', 'insert, update, delete, truncate')))
      """;

  private static final String IS_OWNER =
      """
      select exists (
        select
        from pg_catalog.pg_roles r
        where pg_catalog.pg_has_role(session_user, r.oid, 'member')
          and (r.rolsuper
            or r.oid in (
              select d.datdba from pg_catalog.pg_database d where d.datname = current_database()
              union all
              select n.nspowner from pg_catalog.pg_namespace n where n.nspname in ('hcpcs', 'hcpcs_load'))))
      """;

  private SchemaAccess() {}

  /**
   * Opens a database that has our schema, of whatever version, and makes none: empty if the
   * embedded server was never started, or there is no schema.
   *
   * @throws HcpcsException as {@link Database#open} does
   */
  public static Optional<Database> openExisting(
      DatabaseAddress address, Map<String, String> environment) {
    if (address instanceof DatabaseAddress.Embedded embedded
        && !new EmbeddedServer(embedded.home(), embedded.binariesJar()).exists()) {
      return Optional.empty();
    }
    Database database = Database.open(address, environment);
    try {
      if (SchemaState.isThere(database)) {
        return Optional.of(database);
      }
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
    database.close();
    return Optional.empty();
  }

  /**
   * The same for a command that only reads, as {@link Database#openToRead} does. The login of
   * readers is made with the schema, so that there is nothing to look for where it is.
   */
  public static Optional<Database> openExistingToRead(
      DatabaseAddress address, Map<String, String> environment) {
    if (!(address instanceof DatabaseAddress.Embedded embedded)) {
      return openExisting(address, environment);
    }
    EmbeddedServer server = new EmbeddedServer(embedded.home(), embedded.binariesJar());
    if (!server.exists()) {
      return Optional.empty();
    }
    if (server.password(ServerLogin.READER).isEmpty()) {
      Optional<Database> owner = openExisting(address, environment);
      owner.ifPresent(Database::close);
      if (owner.isEmpty()) {
        return Optional.empty();
      }
    }
    return Optional.of(Database.openToRead(address, environment));
  }

  /** Whether the login of a database could also do other things than read what readers see. */
  public static boolean canDoMoreThanRead(Database database) {
    return isSo(database, CAN_DO_MORE);
  }

  /**
   * Whether the login, or a role that it can take, is a superuser or owns the database or a schema.
   */
  public static boolean isOwner(Database database) {
    return isSo(database, IS_OWNER);
  }

  private static boolean isSo(Database database, String question) {
    return database.sql().one(question, row -> row.getBoolean(1));
  }
}
