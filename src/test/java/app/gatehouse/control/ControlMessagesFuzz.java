package app.gatehouse.control;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.json.Json;
import app.gatehouse.model.plan.Credentials;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.support.Seeds;
import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a message holds: it is not understood, or refused with a problem, or done; a message
 * that was understood can be written and read again.
 */
class ControlMessagesFuzz {
  static final String PLAN =
      """
      {"plan":{"site":{"address":{"kind":"own-domain","host":"a.example"},
       "app":{"host":"127.0.0.1","port":7860},"preset":"generic",
       "protection":{"guard":"login","users":[],"keys":[],
        "limits":{"perMinute":0,"perPathPerMinute":0}},
       "certificate":{"challenge":"auto"},"paused":false},
       "steps":["open-ports","certificate","publish","prove"],"termsAgreed":true},
       "credentials":{"user":"ada","password":"secret"}}
      """;

  static Stream<byte[]> seeds() {
    return Seeds.utf8(
        "{\"type\":\"hello\",\"version\":1}",
        "{\"type\":\"hello\",\"version\":\"1\"}",
        "{\"type\":\"abandon\",\"id\":9223372036854775808}",
        "{\"type\":\"event\",\"operation\":null}",
        "{\"type\":\"reply\",\"id\":1}",
        "{\"type\":\"refusal\",\"id\":1,\"problem\":{\"code\":\"unknown\",\"severity\":\"error\","
            + "\"facts\":{\"a\":null}}}",
        "{\"type\":[]}",
        "[]",
        "null",
        request("info", "{}"),
        request("info", "null"),
        request("status", "[]"),
        request("examine-app", "{\"text\":\"http://[::1\"}"),
        request("check-home", "{\"ports\":[80,70000,-1,null]}"),
        request(
            "check-home",
            "{\"ports\":[80],\"firewall\":{\"firewall\":\"ufw\",\"ports\":{\"80\":\"blocked\"},\"ours\":[80]}}"),
        request("check-name", "{\"address\":{\"kind\":\"private\",\"host\":\"..\"}}"),
        request("terms", "{\"directory\":\"::\"}"),
        request("setting", "{\"name\":\"\"}"),
        request("start", PLAN),
        request("start", PLAN.replace("127.0.0.1", "a b")),
        request("start", PLAN.replace("7860", "0")),
        request("start", PLAN.replace("a.example", "../../x")),
        request("operation", "{\"id\":\"../../x\"}"),
        request("save-draft", "{}"),
        request("save-draft", "{\"answers\":{\"page\":1}}"),
        request("renew", "{\"site\":\"a\"}"),
        request("pause", "{\"site\":\"a\",\"paused\":\"x\"}"),
        request("remove", "{\"name\":{}}"),
        request("stop", "{}"),
        request("subscribe", "{}"));
  }

  private static String request(String method, String params) {
    return "{\"type\":\"request\",\"id\":1,\"method\":\""
        + method
        + "\",\"params\":"
        + params
        + "}";
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void kept(byte[] frame) {
    isUnderstoodOrRefused(frame);
  }

  @DictionaryEntries({
    "{\\x22type\\x22:\\x22request\\x22,\\x22id\\x22:1,\\x22method\\x22:\\x22",
    "\\x22params\\x22:{",
    "start",
    "check-name",
    "save-draft",
    "null",
    "[]",
    "1e9999",
    "\\x22plan\\x22:",
    "\\x22address\\x22:"
  })
  @MethodSource("seeds")
  @FuzzTest
  void isUnderstoodOrRefused(byte[] frame) {
    Message message;
    try {
      message = Message.decode(frame);
      assertThat(Message.decode(message.encode())).hasToString(message.toString());
    } catch (IOException e) {
      assertThat(e).hasMessage("a message that is not understood").hasNoCause();
      return;
    }
    if (message instanceof Message.Request request) {
      Method.named(request.method()).ifPresent(method -> call(method, request));
    }
  }

  private static void call(Method method, Message.Request request) {
    var service = new FakeService();
    try {
      var result = new Dispatcher(service).call(method, request.params(), part -> {});
      assertThat(Json.PLAIN.writeBytes(result)).isNotEmpty();
    } catch (ProblemException e) {
      assertThat(Json.PLAIN.writeBytes(e.problem())).isNotEmpty();
    } catch (IOException e) {
      // The client is hung up on.
    }
    assertThat(service.credentials)
        .allSatisfy(each -> assertThat(each).hasToString(Credentials.NONE.toString()));
  }
}
