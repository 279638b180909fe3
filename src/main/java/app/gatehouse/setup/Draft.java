package app.gatehouse.setup;

import app.gatehouse.model.certificate.ChallengeKind;
import app.gatehouse.model.plan.Answers;
import app.gatehouse.model.site.AddressKind;
import app.gatehouse.model.site.AppKind;
import app.gatehouse.model.site.GuardKind;
import app.gatehouse.model.site.LocalApp;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Answers in the making: {@code Draft.of(answers).page(HOME).app(found).answers()}. One thread. */
public final class Draft {
  private String page = SetupPage.APP.id();
  private @Nullable String app;
  private String preset = LocalApp.GENERIC;
  private AppKind appKind = AppKind.PAGES;
  private @Nullable AddressKind addressKind;
  private @Nullable String host;
  private @Nullable GuardKind guard;
  private @Nullable String user;
  private @Nullable String keyName;
  private @Nullable URI directory;
  private ChallengeKind challenge = ChallengeKind.AUTO;
  private boolean termsAgreed;
  private boolean openConsent;

  private Draft() {}

  /** Nothing answered yet. */
  public static Draft empty() {
    return new Draft();
  }

  public static Draft of(Answers answers) {
    var draft = new Draft();
    draft.page = answers.page();
    draft.app = answers.app();
    draft.preset = answers.preset();
    draft.appKind = answers.appKind();
    draft.addressKind = answers.addressKind();
    draft.host = answers.host();
    draft.guard = answers.guard();
    draft.user = answers.user();
    draft.keyName = answers.keyName();
    draft.directory = answers.directory();
    draft.challenge = answers.challenge();
    draft.termsAgreed = answers.termsAgreed();
    draft.openConsent = answers.openConsent();
    return draft;
  }

  public Draft page(SetupPage value) {
    page = value.id();
    return this;
  }

  /** An app as typed, null while nothing is; what it is, is not known. */
  public Draft app(@Nullable String typed) {
    app = typed;
    preset = LocalApp.GENERIC;
    appKind = AppKind.PAGES;
    return this;
  }

  public Draft app(LocalApp found) {
    app = found.url().url();
    preset = found.preset();
    appKind = found.kind();
    return this;
  }

  public Draft address(AddressKind kind, @Nullable String name) {
    addressKind = kind;
    host = name;
    return this;
  }

  /** What stands before the app. A consent given earlier does not carry over to another choice. */
  public Draft guard(GuardKind value) {
    guard = value;
    openConsent &= value == GuardKind.OPEN;
    return this;
  }

  public Draft user(@Nullable String value) {
    user = value;
    return this;
  }

  public Draft keyName(@Nullable String value) {
    keyName = value;
    return this;
  }

  public Draft directory(@Nullable URI value) {
    directory = value;
    return this;
  }

  public Draft challenge(ChallengeKind value) {
    challenge = value;
    return this;
  }

  public Draft termsAgreed(boolean value) {
    termsAgreed = value;
    return this;
  }

  public Draft openConsent(boolean value) {
    openConsent = value;
    return this;
  }

  public Answers answers() {
    return new Answers(
        page,
        app,
        preset,
        appKind,
        addressKind,
        host,
        guard,
        user,
        keyName,
        directory,
        challenge,
        termsAgreed,
        openConsent);
  }
}
