package app.gatehouse.platform.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class SystemToolsTest {
  @Test
  void givesProgramsNothingOfOurEnvironment() {
    var system = SystemTools.ofSystem().run(List.of("/usr/bin/env"));
    assertThat(system.output().lines())
        .containsExactlyInAnyOrder("PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C", "HOME=/");
    var own = Map.of("XDG_RUNTIME_DIR", "/run/user/7", "LD_PRELOAD", "/x.so", "HOME", "/home/ada");
    assertThat(SystemTools.ofUser(own).run(List.of("/usr/bin/env")).output().lines())
        .contains("XDG_RUNTIME_DIR=/run/user/7", "HOME=/home/ada")
        .noneMatch(line -> line.startsWith("LD_PRELOAD"));
  }

  @Test
  void startsNothingByAPathThatCouldBeAnything() {
    assertThatThrownBy(() -> SystemTools.ofSystem().run(List.of("env")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void saysHowAProgramEnded() {
    var tools = SystemTools.ofSystem();
    assertThat(tools.run(List.of("/bin/false")).status()).isEqualTo(1);
    assertThat(tools.run(List.of("/nowhere/there")).status()).isEqualTo(Tools.Answer.NONE);
    assertThat(tools.has("/nowhere/there")).isFalse();
  }

  @Test
  void doesNotWaitForeverNorForGrandchildren() {
    var sleeper = new ProcessBuilder("/bin/sh", "-c", "sleep 600 & sleep 600");
    var answer = SystemTools.run(sleeper, Duration.ofMillis(300));
    assertThat(answer.status()).isEqualTo(Tools.Answer.NONE);
    assertThat(answer.output()).contains("not finished");
  }

  @Test
  void readsToTheEndButKeepsAMebibyte() {
    var talker = new ProcessBuilder("/bin/sh", "-c", "head -c 3000000 /dev/zero");
    var answer = SystemTools.run(talker, Duration.ofSeconds(30));
    assertThat(answer.isWell()).isTrue();
    assertThat(answer.output()).hasSize(1 << 20);
  }
}
