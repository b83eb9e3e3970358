package org.openhcpcs.web.proof;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.database.Database;
import org.openhcpcs.proof.ProofQuestion;
import org.openhcpcs.proof.Receipt;
import org.openhcpcs.proof.issue.ReceiptIssuer;
import org.openhcpcs.web.Frame;
import org.openhcpcs.web.api.Memory;
import org.openhcpcs.web.http.MediaType;
import org.openhcpcs.web.http.ProblemException;
import org.openhcpcs.web.http.Question;
import org.openhcpcs.web.http.Router;
import org.openhcpcs.web.http.WebAnswer;

/**
 * Receipts by their addresses.
 *
 * @param archives the archive folder
 * @param program the program as receipts name it
 * @param memory the history of all codes
 */
public record ProofPages(Path archives, String program, Memory memory) {

  /** Adds them to the routes. A receipt tells what the site did with archives. */
  public void register(Router router) {
    router.route("/api/v1/codes/{code}/proof").taking("modifier").json(this::json).ofSite();
    router.route("/codes/{code}/proof").json(this::json).html(this::page).ofSite();
  }

  private WebAnswer json(Question question, Database database) {
    return WebAnswer.of(MediaType.JSON, receipt(question, database).bytes());
  }

  private WebAnswer page(Question question, Database database) {
    return Frame.page(
        "proof.jte",
        question,
        database,
        Map.of("view", new ReceiptView(receipt(question, database))));
  }

  private Receipt receipt(Question question, Database database) {
    ProofQuestion asked =
        new ProofQuestion(
            question.variable("code"),
            question.on(),
            question.knownOn(),
            question.parameters().all("modifier"));
    try {
      return ReceiptIssuer.inTransaction(
              database, memory.of(question.state(), database).lives(), archives, program)
          .issue(List.of(asked))
          .get(0);
    } catch (HcpcsException e) {
      if (e.errorCode() == ErrorCode.FILE_UNREADABLE) {
        throw new ProblemException(503, "%s", e.getMessage());
      }
      throw e;
    }
  }
}
