package app.gatehouse.ui.shared;

import app.gatehouse.text.Texts;
import java.util.Objects;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;

/** The product's mark and name. */
public final class Brand {
  private static final double SIZE = 36;

  private Brand() {}

  public static Node of(Texts texts) {
    var mark =
        new ImageView(
            new Image(
                Objects.requireNonNull(
                    Brand.class.getResourceAsStream("/icons/gatehouse-128.png"))));
    mark.setFitHeight(SIZE);
    mark.setFitWidth(SIZE);
    mark.setSmooth(true);
    var brand = new HBox(mark, Labels.of(texts.get("ui.name"), "brand-name"));
    brand.getStyleClass().add("brand");
    brand.setAlignment(Pos.CENTER_LEFT);
    return brand;
  }
}
