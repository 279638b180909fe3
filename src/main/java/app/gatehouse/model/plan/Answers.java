package app.gatehouse.model.plan;

import app.gatehouse.model.certificate.ChallengeKind;
import app.gatehouse.model.site.AddressKind;
import app.gatehouse.model.site.AppKind;
import app.gatehouse.model.site.GuardKind;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What the user answered so far, as typed; kept as a draft by the service so that a closed wizard
 * goes on where it was. Holds no secrets: a password is asked again.
 *
 * @param page the wizard page the user was on
 * @param app the app's address as typed or picked
 * @param preset what it was recognised as
 * @param appKind pages or an interface for programs
 * @param addressKind where the name comes from
 * @param host the name as typed
 * @param guard what stands before the app
 * @param user name for the login
 * @param keyName name of the API key
 * @param directory ACME directory; null means the setting's
 * @param challenge how to prove control over the name
 * @param termsAgreed whether the CA's terms were agreed to
 * @param openConsent whether publishing without protection was consented to by typing
 */
public record Answers(
    String page,
    @Nullable String app,
    String preset,
    AppKind appKind,
    @Nullable AddressKind addressKind,
    @Nullable String host,
    @Nullable GuardKind guard,
    @Nullable String user,
    @Nullable String keyName,
    @Nullable URI directory,
    ChallengeKind challenge,
    boolean termsAgreed,
    boolean openConsent) {}
