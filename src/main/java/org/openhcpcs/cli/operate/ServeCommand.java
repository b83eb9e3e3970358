package org.openhcpcs.cli.operate;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.openhcpcs.cli.command.HcpcsCommand;
import org.openhcpcs.cli.command.ProgramCommand;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.code.OneLine;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.DatabaseAddress;
import org.openhcpcs.database.ProgramVersion;
import org.openhcpcs.database.ReadPool;
import org.openhcpcs.database.schema.SchemaAccess;
import org.openhcpcs.database.server.EmbeddedServer;
import org.openhcpcs.fetch.Cadence;
import org.openhcpcs.job.watch.StatusCheck;
import org.openhcpcs.json.Json;
import org.openhcpcs.store.ledger.StatusFacts;
import org.openhcpcs.web.api.Api;
import org.openhcpcs.web.api.Memory;
import org.openhcpcs.web.http.Router;
import org.openhcpcs.web.http.WebServer;
import org.openhcpcs.web.page.Pages;
import org.openhcpcs.web.page.Rehearsal;
import org.openhcpcs.web.proof.ProofPages;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code hcpcs serve}. */
@Command(
    name = "serve",
    description = {
      "Serves the code browser and the API over HTTP, until it is told to end (SIGTERM, Ctrl-C).",
      "",
      "It reads only, with a login that can only read. The first line that it prints is its address."
    })
public final class ServeCommand extends ProgramCommand {

  /** Questions of the database at a time: more would wait for its processors. */
  private static final int AT_ONCE = Math.max(4, 2 * Runtime.getRuntime().availableProcessors());

  /** Those that wait for their turn. */
  private static final int MOST_WAITING = 10_000;

  /** What asks for itself: which state is published, and whether the database is there. */
  private static final int BESIDES = 3;

  private static final Duration LONGEST_STATEMENT = Duration.ofSeconds(15);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      description =
          "the address to listen on; 0.0.0.0 for all, where others may ask too (default: ${DEFAULT-VALUE})",
      defaultValue = "127.0.0.1")
  private String bind = "";

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "the port to listen on; 0 for any that is free (default: ${DEFAULT-VALUE})",
      defaultValue = "8765")
  private int port;

  @Override
  public Integer call() {
    if (port < 0 || port > 65535) {
      throw ErrorCode.USAGE.failure("--port %s: not a port; it is 0 to 65535", port);
    }
    Database database = root().openToRead();
    database.server().ifPresent(EmbeddedServer::leaveExitToCaller);
    try (ReadPool pool = new ReadPool(database, AT_ONCE + BESIDES, LONGEST_STATEMENT, PATIENCE)) {
      refuseOwner(database);
      Router router = new Router(pool, HcpcsCommand.build(), this::tellDefect);
      Memory memory = new Memory(pool);
      Pages.register(router, memory);
      new ProofPages(root().archiveFolder(), "hcpcs " + ProgramVersion.get(), memory)
          .register(router);
      new Api(router, memory, pool, ServeCommand::status).register();
      WebServer server = new WebServer(router, AT_ONCE, MOST_WAITING, bind, port);
      serve(server, router, memory, pool);
    }
    return 0;
  }

  /** As {@code status} tells it, without limits of its own. */
  private static Json status(Database database) {
    return StatusRow.json(
        new StatusCheck(
                Clock.systemUTC(),
                new StatusCheck.Limits(Cadence.QUARTERLY, Optional.empty(), Optional.empty()))
            .judge(StatusFacts.of(database)));
  }

  /** Until this process is told to end, or the thread is interrupted. */
  private void serve(WebServer server, Router router, Memory memory, ReadPool pool) {
    int open = server.start();
    Rehearsal rehearsal = Rehearsal.begun(router, memory, server::isIdle, server::answers);
    Thread end =
        new Thread(
            () -> {
              rehearsal.close();
              end(server, pool);
              Runtime.getRuntime().halt(0); // who was told to end, and did, has not failed
            });
    Runtime.getRuntime().addShutdownHook(end);
    print("Serving http://" + (bind.contains(":") ? "[" + bind + "]" : bind) + ":" + open + "/");
    terminal().out().flush();
    try {
      Thread.currentThread().join(); // for ever
    } catch (InterruptedException e) {
      Runtime.getRuntime().removeShutdownHook(end);
      rehearsal.close();
      server.close();
    }
  }

  private void end(WebServer server, ReadPool pool) {
    try (pool) { // with it the embedded server, also where an answer under way does not end
      server.close();
    } catch (HcpcsException e) {
      tellDefect(e);
    }
  }

  /** A mistake in a page must not be able to write. */
  private void refuseOwner(Database database) {
    if (root().addressToRead() instanceof DatabaseAddress.Server
        && SchemaAccess.isOwner(database)) {
      throw ErrorCode.DATABASE_FAILED.failure(
          "login %s is a superuser or owns the database, and serve takes none that can; put the URL of one that can only "
              + "read into HCPCS_READER_DB_URL",
          database.user());
    }
  }

  private void tellDefect(Throwable defect) {
    terminal().tell(OneLine.of(String.valueOf(defect)));
    if (root().isVerbose()) {
      defect.printStackTrace(terminal().err());
    }
  }
}
