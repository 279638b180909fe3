package app.gatehouse.ui.shared;

/** What most page models of the wizard are built on. */
public abstract class PageState extends ButtonState implements PageModel {
  protected PageState(String primary, String secondary) {
    super(primary, secondary);
  }
}
