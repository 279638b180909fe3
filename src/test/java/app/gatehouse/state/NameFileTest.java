package app.gatehouse.state;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.json.Json;
import app.gatehouse.model.network.NameLogin;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class NameFileTest {
  private final JsonMapper mapper = new JsonMapper();

  @Test
  void theOneTokenOfOldBecomesALogin() throws Exception {
    var content =
        (ObjectNode)
            mapper.readTree(
                """
                {"schema": 1, "names": {"a.duckdns.org":
                  {"provider": "duckdns", "token": "t", "sent": ["203.0.113.7"], "since": "x"}}}
                """);

    NameFile.MIGRATION.toNext(content, 1);

    var account = content.get("names").get("a.duckdns.org");
    assertThat(Json.PLAIN.read(account.get("login").toString(), NameLogin.class))
        .isEqualTo(NameLogin.token("t"));
    assertThat(Json.PLAIN.write(NameLogin.token("t"))).isEqualTo("{\"fields\":{\"token\":\"t\"}}");
    assertThat(account.has("token")).isFalse();
    assertThat(account.get("sent").get(0).asString()).isEqualTo("203.0.113.7");
  }
}
