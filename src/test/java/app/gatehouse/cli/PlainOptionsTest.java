package app.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.gatehouse.cli.PlainOptions.NotUnderstood;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainOptionsTest {
  private static final Set<String> FLAGS = Set.of("--tray", "-v");

  @Test
  void takesValuesBehindTheSignAndAsTheNextArgument() throws NotUnderstood {
    var options =
        read("--home=a b", "--lang", "zh-CN", "--set", "x=1=2", "--set=y", "--tray", "--set=z=");
    assertThat(options.home()).isEqualTo(Path.of("a b"));
    assertThat(options.language()).isEqualTo("zh-CN");
    assertThat(options.overrides()).isEqualTo(Map.of("x", "1=2", "y", "", "z", ""));
    assertThat(options.flags()).containsExactly("--tray");
  }

  @Test
  void isContentWithNothing() throws NotUnderstood {
    assertThat(read()).isEqualTo(new PlainOptions(null, null, Map.of(), Set.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status",
        "--nonsense",
        "--tray=yes",
        "--verbose",
        "--home=",
        "--home= ",
        "--home=a\0b",
        "--home",
        "--set",
        "--help",
        "",
        "=",
        "@file"
      })
  void namesWhatItDoesNotUnderstand(String argument) {
    assertThatThrownBy(() -> read("--set=a=b", argument))
        .isInstanceOfSatisfying(
            NotUnderstood.class, e -> assertThat(e.argument()).isEqualTo(argument));
  }

  private static PlainOptions read(String... arguments) throws NotUnderstood {
    return PlainOptions.of(List.of(arguments), FLAGS);
  }
}
