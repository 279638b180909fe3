package app.gatehouse.ui;

import app.gatehouse.setup.SetupPage;
import app.gatehouse.ui.shared.Navigation;
import app.gatehouse.ui.shared.Question;
import java.util.ArrayList;
import java.util.List;

/** Writes down where a page wants to go. */
public final class RecordedNavigation implements Navigation {
  public final List<String> moves = new ArrayList<>();
  public final List<Question> questions = new ArrayList<>();

  @Override
  public void next() {
    moves.add("next");
  }

  @Override
  public void back() {
    moves.add("back");
  }

  @Override
  public void go(SetupPage page) {
    moves.add("go " + page.id());
  }

  @Override
  public void ask(Question question) {
    questions.add(question);
  }

  @Override
  public void tryWithSample() {
    moves.add("sample");
  }

  @Override
  public void overview() {
    moves.add("overview");
  }
}
