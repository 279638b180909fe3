package app.gatehouse.cert;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import java.net.URI;
import java.net.URL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shredzone.acme4j.toolbox.JSON;

/** The wording of real CAs, as people report it. */
class CaVerdictTest {
  private static final String URL = "http://a.example.net/.well-known/acme-challenge/Tok";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          connection | 203.0.113.7: Fetching http://a.example.net/.well-known/acme-challenge/Tok: Timeout during connect (likely firewall problem) | CA_TIMEOUT_DURING_CONNECT
          connection | 203.0.113.7: Fetching http://a.example.net/.well-known/acme-challenge/Tok: Timeout after connect (your server may be slow or overloaded) | CA_TIMEOUT_DURING_CONNECT
          connection | 203.0.113.7: Fetching http://a.example.net/.well-known/acme-challenge/Tok: Connection refused | CA_CONNECTION_REFUSED
          connection | 203.0.113.7: Fetching http://a.example.net/.well-known/acme-challenge/Tok: Connection reset by peer | CA_CONNECTION_REFUSED
          connection | 203.0.113.7: Fetching http://a.example.net/x: Redirect loop detected | CA_REDIRECT_BROKEN
          connection | 203.0.113.7: Fetching https://a.example.net:8443/x: Invalid port in redirect target. Only ports 80 and 443 are supported, not 8443 | CA_REDIRECT_BROKEN
          connection | 203.0.113.7: Fetching http://a.example.net/x: Too many redirects | CA_REDIRECT_BROKEN
          connection | 2001:db8::7: Fetching http://a.example.net/x: Error getting validation data: no route to host | CA_TIMEOUT_DURING_CONNECT
          connection | Get "http://a.example.net:5002/x": dial tcp 203.0.113.7:5002: connect: connection refused | CA_CONNECTION_REFUSED
          connection | Get "http://a.example.net:5002/x": could not resolve URL "http://a.example.net:5002/x" | NAME_NOT_FOUND
          unauthorized | 203.0.113.7: Invalid response from http://a.example.net/.well-known/acme-challenge/Tok: 404 | CA_WRONG_CONTENT
          unauthorized | The key authorization file from the server did not match this challenge | CA_WRONG_CONTENT
          incorrectResponse | something else | CA_WRONG_CONTENT
          dns | DNS problem: NXDOMAIN looking up A for a.example.net - check that a DNS record exists for this domain | NAME_NOT_FOUND
          dns | no valid A records found for a.example.net; no valid AAAA records found for a.example.net | NAME_NOT_FOUND
          dns | DNS problem: SERVFAIL looking up A for a.example.net - the domain's nameservers may be malfunctioning | NAME_SERVERS_BROKEN
          dns | DNS problem: query timed out looking up A for a.example.net | NAME_SERVERS_BROKEN
          dns | DNS problem: looking up A for a.example.net: DNSSEC: Bogus | DNSSEC_BROKEN
          caa | CAA record for a.example.net prevents issuance | CAA_FORBIDS
          tls | 203.0.113.7: remote error: tls: no application protocol | CA_TLS_WRONG_ANSWER
          serverInternal | Error creating new order | CA_OWN_TROUBLE
          """)
  void knowsWhatAValidationRanInto(String type, String detail, ProblemCode expected) {
    assertThat(onValidation(type, detail).code()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          rejectedIdentifier | Cannot issue for "a.example.net": The ACME server refuses to issue a certificate for this domain name, because it is forbidden by policy | CA_REJECTS_NAME
          unsupportedIdentifier | no | CA_REJECTS_NAME
          malformed | Cannot issue for "a": Domain name needs at least one dot | CA_REJECTS_NAME
          malformed | Request payload did not parse as JSON | CA_OWN_TROUBLE
          caa | CAA record prevents issuance | CAA_FORBIDS
          externalAccountRequired | needs EAB | CA_KEY_BINDING_NEEDED
          unauthorized | Account is not valid, has status "deactivated" | CA_ACCOUNT_REFUSED
          badPublicKey | weak | CA_ACCOUNT_REFUSED
          badNonce | JWS has an invalid anti-replay nonce | CA_OWN_TROUBLE
          serverInternal | oops | CA_OWN_TROUBLE
          badCSR | CSR is bad | CA_OWN_TROUBLE
          """)
  void knowsWhyARequestWasRefused(String type, String detail, ProblemCode expected) {
    assertThat(verdict(type, detail).onRequest().code()).isEqualTo(expected);
  }

  @Test
  void tellsTheAddressThatWasTriedAndWhatAnswered() {
    var problem =
        onValidation("unauthorized", "203.0.113.7: Invalid response from " + URL + ": 404");

    assertThat(problem.facts())
        .containsEntry("address", "203.0.113.7")
        .containsEntry("url", URL)
        .containsEntry("answer", "404");
  }

  @Test
  void tellsTheAddressInEveryNotation() {
    assertThat(
            onValidation("unauthorized", "Invalid response from " + URL + " [2001:db8::7]: 403")
                .facts())
        .containsEntry("address", "2001:db8::7")
        .containsEntry("answer", "403");
    assertThat(
            onValidation("connection", "2001:db8::7: Fetching " + URL + ": Connection refused")
                .facts())
        .containsEntry("address", "2001:db8::7");
    assertThat(
            onValidation("connection", "Get \"" + URL + "\": dial tcp [::1]:80: connection refused")
                .facts())
        .containsEntry("address", "::1");
    assertThat(onValidation("connection", "Fetching " + URL + ": Timeout during connect").facts())
        .doesNotContainKey("address");
  }

  @Test
  void readsTheMostTellingOfSeveral() {
    var problem =
        verdict(
                """
                {"type":"urn:ietf:params:acme:error:malformed","detail":"Some names were refused",
                "subproblems":[{"type":"urn:ietf:params:acme:error:rejectedIdentifier",
                "detail":"on the block list","identifier":{"type":"dns","value":"b.example.net"}}]}
                """)
            .onRequest();

    assertThat(problem.code()).isEqualTo(ProblemCode.CA_REJECTS_NAME);
    assertThat(problem.facts()).containsEntry("name", "b.example.net");
    assertThat(problem.detail()).isEqualTo("rejectedIdentifier: on the block list");
  }

  private static Problem onValidation(String type, String detail) {
    return verdict(type, detail).onValidation();
  }

  private static CaVerdict verdict(String type, String detail) {
    return verdict(
        "{\"type\":\"urn:ietf:params:acme:error:%s\",\"detail\":\"%s\"}"
            .formatted(type, detail.replace("\"", "\\\"")));
  }

  private static CaVerdict verdict(String json) {
    try {
      URL base = URI.create("https://ca.example/acme").toURL();
      return new CaVerdict(
          new org.shredzone.acme4j.Problem(JSON.parse(json), base),
          code -> Problem.error(code).with("ca", "ca.example").with("name", "a.example.net"));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
