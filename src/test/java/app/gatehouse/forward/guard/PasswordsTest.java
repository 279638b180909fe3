package app.gatehouse.forward.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {
  private final Passwords passwords = new Passwords(new SecureRandom());

  @Test
  void knowsItsOwnHashes() {
    var hash = passwords.hash("correct horse 电池");
    assertThat(hash).startsWith("$argon2id$v=19$m=9216,t=4,p=1$");
    assertThat(Passwords.verify("correct horse 电池", hash)).isTrue();
    assertThat(Passwords.verify("correct horse", hash)).isFalse();
    assertThat(passwords.hash("correct horse 电池")).isNotEqualTo(hash);
  }

  @Test
  void knowsHashesOfOthers() {
    // Made by the reference implementation: echo -n password | argon2 somesalt -id -t 2 -k 1024
    assertThat(
            Passwords.verify(
                "password",
                "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ"
                    + "$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"))
        .as("more memory than we allow")
        .isFalse();
    assertThat(
            Passwords.verify(
                "password",
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ"
                    + "$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4"))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "password",
        "$argon2id$v=19$m=9216,t=4,p=1$",
        "$argon2i$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=9999999,t=1,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=256,t=999,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=256,t=0,p=0$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4"
      })
  void refusesWhatIsNoHash(String phc) {
    assertThat(Passwords.verify("password", phc)).isFalse();
  }
}
