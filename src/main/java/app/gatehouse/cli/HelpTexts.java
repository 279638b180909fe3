package app.gatehouse.cli;

import app.gatehouse.text.Texts;
import java.util.Arrays;
import java.util.ListResourceBundle;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** Puts the words of one language into picocli's help, which knows them only as keys. */
final class HelpTexts {
  private final Texts texts;

  HelpTexts(Texts texts) {
    this.texts = texts;
  }

  /** For a command and all below it. */
  void fillIn(CommandLine line) {
    var spec = line.getCommandSpec();
    var usage = spec.usageMessage();
    usage.description(
        Arrays.stream(usage.description()).map(key -> texts.get(key)).toArray(String[]::new));
    usage.synopsisHeading(texts.get("cli.help.usage") + " ");
    usage.optionListHeading("%n" + texts.get("cli.help.options") + "%n");
    usage.commandListHeading("%n" + texts.get("cli.help.commands") + "%n");
    usage.synopsisSubcommandLabel(texts.get("cli.help.command"));
    usage.abbreviateSynopsis(true);
    usage.adjustLineBreaksForWideCJKCharacters(true);
    spec.resourceBundle(new Descriptions(spec, texts));
    line.getSubcommands().values().forEach(this::fillIn);
  }

  /** The texts of a command's options and parameters, as picocli wants them. */
  private static final class Descriptions extends ListResourceBundle {
    private final Object[][] contents;

    Descriptions(CommandSpec spec, Texts texts) {
      contents =
          spec.args().stream()
              .map(ArgSpec::descriptionKey)
              .filter(key -> key != null && texts.has(key))
              .distinct()
              .map(key -> new Object[] {key, texts.get(key)})
              .toArray(Object[][]::new);
    }

    @Override
    protected Object[][] getContents() {
      return contents;
    }
  }
}
