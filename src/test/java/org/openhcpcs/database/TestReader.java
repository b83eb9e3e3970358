package org.openhcpcs.database;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A login of the test servers that can only read. */
public final class TestReader {

  private static final String CREATE =
      """
      do $$
      begin
        if not exists (select from pg_roles where rolname = 'test_guest') then
          create role test_guest login password 'secret' in role hcpcs_reader;
        end if;
      end
      $$
      """;

  /** Where it is, by URL and the password of the administrator, which is another on each server. */
  private static final Set<String> SERVERS = ConcurrentHashMap.newKeySet();

  private TestReader() {}

  /**
   * With what it logs in to a database, by whose superuser it is made where it is not there yet.
   */
  public static String url(TestDatabase database) {
    if (SERVERS.add(database.url().replaceFirst("/[^/]*$", " ") + database.password())) {
      database.execute(CREATE);
    }
    return database.url() + "?user=test_guest&password=secret";
  }
}
