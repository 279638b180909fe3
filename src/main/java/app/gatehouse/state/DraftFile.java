package app.gatehouse.state;

import app.gatehouse.model.plan.Answers;
import app.gatehouse.problem.ProblemException;
import java.util.Optional;

/** The wizard's answers so far, kept so that a closed wizard goes on where it was. */
public final class DraftFile {
  private final JsonFile<Answers> file;

  DraftFile(Home home) {
    file = home.file(home.folder().resolve("draft.json"), Answers.class, 1, Migration.NONE);
  }

  public Optional<Answers> read() throws ProblemException {
    return file.read();
  }

  /** Keeps the answers; an empty value forgets them. */
  public void save(Optional<Answers> answers) throws ProblemException {
    if (answers.isPresent()) {
      file.write(answers.get());
    } else {
      file.delete();
    }
  }
}
