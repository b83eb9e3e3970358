package org.openhcpcs.database.schema;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.database.Database;

/**
 * Whether this login can migrate at all. What it lacks is told before anything is changed, as the
 * statements that an administrator has to run.
 */
final class MigrationRights {

  private static final String QUESTIONS =
      """
      select
        (select count(*) = 2 from pg_catalog.pg_namespace where nspname in ('hcpcs', 'hcpcs_load')),
        coalesce((
          select bool_and(pg_catalog.pg_has_role(nspowner, 'usage'))
          from pg_catalog.pg_namespace
          where nspname in ('hcpcs', 'hcpcs_load')), true),
        (
          select min(pg_catalog.pg_get_userbyid(nspowner))
          from pg_catalog.pg_namespace
          where nspname in ('hcpcs', 'hcpcs_load') and not pg_catalog.pg_has_role(nspowner, 'usage')),
        exists (
          select
          from pg_catalog.pg_class c
          join pg_catalog.pg_namespace n on n.oid = c.relnamespace
          where n.nspname = 'hcpcs_load' and c.relname = 'flyway_schema_history'),
        pg_catalog.has_database_privilege(pg_catalog.current_database(), 'create'),
        (select rolsuper or rolcreaterole from pg_catalog.pg_roles where rolname = current_user),
        exists (select from pg_catalog.pg_roles where rolname = 'hcpcs_reader'),
        exists (select from pg_catalog.pg_roles where rolname = 'hcpcs_loader'),
        pg_catalog.quote_ident(pg_catalog.current_database()),
        pg_catalog.quote_ident(current_user),
        (
          select string_agg(thing, ', ' order by thing)
          from (
            select format('%I.%I', n.nspname, c.relname) as thing
            from pg_catalog.pg_class c
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where n.nspname in ('hcpcs', 'hcpcs_load') and c.relkind in ('r', 'p', 'v', 'm', 'f')
            order by 1
            limit 3
          ) t)
      """;

  private MigrationRights() {}

  /**
   * Refuses unless this login owns the schema, or can make it.
   *
   * @throws HcpcsException DATABASE_TOO_OLD if somebody else has to migrate, DATABASE_FAILED if an
   *     administrator has to prepare the database
   */
  static void check(Database database) {
    String login = database.user();
    database.sql().each(QUESTIONS, answer -> check(answer, login));
  }

  private static void check(ResultSet answer, String login) throws SQLException {
    boolean owned = answer.getBoolean(2);
    boolean migrated = answer.getBoolean(4);
    String foreign = answer.getString(11);
    if (!migrated && foreign != null) {
      throw ErrorCode.DATABASE_FAILED.failure(
          "schema hcpcs or hcpcs_load holds what no migration of OpenHCPCS made (%s); use another database, or rename "
              + "it: alter schema hcpcs rename to ...",
          foreign);
    }
    if (!owned) {
      throw ErrorCode.DATABASE_TOO_OLD.failure(
          "the schema is older than this program, and login %s does not own it; ask its owner, %s, to run: hcpcs db migrate",
          login, answer.getString(3));
    }
    if (!migrated) {
      List<String> wanted = wanted(answer);
      if (!wanted.isEmpty()) {
        throw ErrorCode.DATABASE_FAILED.failure(
            "there is no schema of OpenHCPCS in this database yet, and login %s may not make all of it; let the owner run "
                + "hcpcs db migrate, or ask an administrator for: %s",
            login, String.join("; ", wanted));
      }
    }
  }

  private static List<String> wanted(ResultSet answer) throws SQLException {
    List<String> wanted = new ArrayList<>();
    String user = answer.getString(10);
    if (!answer.getBoolean(6)) {
      if (!answer.getBoolean(7)) {
        wanted.add("create role hcpcs_reader nologin");
      }
      if (!answer.getBoolean(8)) {
        wanted.add("create role hcpcs_loader nologin");
      }
      if (!wanted.isEmpty()) {
        wanted.add("grant hcpcs_reader to hcpcs_loader, " + user);
      }
    }
    if (!answer.getBoolean(5)) {
      wanted.add("grant create on database " + answer.getString(9) + " to " + user);
    }
    return wanted;
  }
}
