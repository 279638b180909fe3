package app.gatehouse.ui.dashboard;

import app.gatehouse.model.status.JobKind;
import app.gatehouse.model.status.JobReport;
import app.gatehouse.ui.shared.Children;
import app.gatehouse.ui.shared.Icons;
import app.gatehouse.ui.shared.Labels;
import app.gatehouse.ui.shared.Mark;
import java.util.EnumMap;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** What Gatehouse does for a site by itself, a row each. */
final class JobList extends VBox {
  private final SiteWords words;
  private final Map<JobKind, Row> rows = new EnumMap<>(JobKind.class);

  JobList(SiteWords words) {
    this.words = words;
    getStyleClass().add("job-list");
  }

  void show(SiteModel.Seen seen) {
    var jobs = seen.site().jobs();
    Children.update(this, jobs.stream().map(job -> row(job.kind())).toList());
    jobs.forEach(job -> row(job.kind()).show(job, seen));
  }

  private Row row(JobKind kind) {
    return rows.computeIfAbsent(kind, key -> new Row());
  }

  private final class Row extends HBox {
    private final FontIcon icon = Icons.of(Mark.WAITING.icon(), "mark-icon");
    private final Label name = Labels.of("", "job-name");
    private final Label failures = Labels.of("", "job-failures");
    private final Label progress = Labels.of("", "job-progress");
    private String tone = "";

    private Row() {
      getStyleClass().add("job-row");
      setAlignment(Pos.TOP_LEFT);
      failures.managedProperty().bind(failures.visibleProperty());
      failures.visibleProperty().bind(failures.textProperty().isNotEmpty());
      var box = new StackPane(icon);
      box.getStyleClass().add("mark-box");
      box.setAlignment(Pos.TOP_CENTER);
      var text = new VBox(name, progress, failures);
      text.getStyleClass().add("job-words");
      HBox.setHgrow(text, Priority.ALWAYS);
      getChildren().addAll(box, text);
    }

    private void show(JobReport job, SiteModel.Seen seen) {
      var mark = mark(job);
      icon.setIconCode(mark.icon());
      getStyleClass().remove(tone);
      tone = mark.tone();
      getStyleClass().add(tone);
      name.setText(words.job(job.kind()));
      progress.setText(words.progress(job, seen));
      failures.setText(words.failures(job));
      setAccessibleText(String.join(". ", name.getText(), progress.getText(), failures.getText()));
    }

    private static Mark mark(JobReport job) {
      if (job.failures() > 0) {
        return Mark.WARNING;
      }
      return job.lastWorked() == null ? Mark.WAITING : Mark.OK;
    }
  }
}
