import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * Makes the .msi of a release image, once for each language. Run at the top of the repository, on
 * Windows with WiX 3 (its folder in the variable WIX):
 *
 * <pre>java packaging/windows/BuildPackage.java target\dist\gatehouse 0.1.0 target\dist</pre>
 *
 * <p>Elsewhere wixl makes a package of the same source whose tables can be looked at; it installs
 * nothing that would run.
 */
final class BuildPackage {
  private static final boolean WINDOWS = System.getProperty("os.name").startsWith("Windows");
  private static final List<String> LANGUAGES = List.of("en", "zh_CN");
  private static final Path HERE = Path.of("packaging", "windows");
  private static final Path PROCRUN = Path.of("target", "tools", "procrun.zip");

  /** Of commons-daemon 1.5.1, bin-windows. */
  private static final String PROCRUN_SHA256 =
      "2fd4ab7dc417fa0479a48de8e243e46e8e476356f6fdc2349e850f224fcb0146";

  /** The account exists only with the service; its number is known before. */
  private static final String ACCOUNT = "GATEHOUSE";

  private final Path image;
  private final String version;
  private final Path out;
  private final Path work;
  private final Path folder;

  private BuildPackage(Path image, String version, Path out) {
    this.image = image;
    // The Windows Installer knows numbers only.
    this.version = version.replaceFirst("-.*", "");
    this.out = out;
    this.work = out.resolve("msi");
    this.folder = work.resolve("gatehouse-desktop");
  }

  public static void main(String[] arguments) throws Exception {
    // wixl wants the paths of files relative.
    var here = Path.of("").toAbsolutePath();
    var out = Path.of(arguments[2]);
    new BuildPackage(
            Path.of(arguments[0]),
            arguments[1],
            out.isAbsolute() && !WINDOWS ? here.relativize(out) : out)
        .build();
  }

  private void build() throws Exception {
    if (Files.exists(work)) {
      throw new IOException("Left from another run: " + work);
    }
    Files.createDirectories(work);
    icon();
    launchers();
    copyImage();
    procrun();
    files();
    for (var language : LANGUAGES) {
      msi(language);
    }
  }

  /** One .ico of the pictures that there are. */
  private void icon() throws IOException {
    var sizes = new int[] {16, 24, 32, 48, 64, 128, 256};
    var offset = 6 + 16 * sizes.length;
    var head = ByteBuffer.allocate(offset).order(ByteOrder.LITTLE_ENDIAN);
    var pictures = new ByteArrayOutputStream();
    head.putShort((short) 0).putShort((short) 1).putShort((short) sizes.length);
    for (var size : sizes) {
      var picture = Files.readAllBytes(Path.of("icons", "gatehouse-" + size + ".png"));
      // 256 is written as 0.
      head.put((byte) size).put((byte) size).putShort((short) 0);
      head.putShort((short) 1).putShort((short) 32);
      head.putInt(picture.length).putInt(offset + pictures.size());
      pictures.writeBytes(picture);
    }
    try (var to = new DataOutputStream(Files.newOutputStream(work.resolve("gatehouse.ico")))) {
      to.write(head.array());
      pictures.writeTo(to);
    }
  }

  /**
   * jpackage's launchers. It gets only the main jar: the others are in that one's manifest, and the
   * image is copied as it is.
   */
  private void launchers() throws IOException {
    if (!WINDOWS) {
      for (var name : List.of("gatehouse-desktop.exe", "gatehouse.exe")) {
        Files.writeString(Files.createDirectories(folder).resolve(name), "not a program\n");
      }
      return;
    }
    var input = Files.createDirectories(work.resolve("input/lib"));
    Files.copy(image.resolve("lib/gatehouse.jar"), input.resolve("gatehouse.jar"));
    var cli = work.resolve("cli.properties");
    // jpackage reads it as a properties file, in which a backslash would need another.
    Files.writeString(
        cli,
        "main-class=app.gatehouse.launch.GatehouseMain\nwin-console=true\njava-options="
            + String.join(" ", options("cli", "$APPDIR"))
            + "\n");
    var arguments =
        new ArrayList<>(
            List.of("--type", "app-image", "--name", "gatehouse-desktop", "--dest", work + ""));
    arguments.addAll(List.of("--app-version", version, "--vendor", "Gatehouse"));
    arguments.addAll(List.of("--description", "Gatehouse", "--copyright", "Apache-2.0"));
    arguments.addAll(List.of("--icon", work.resolve("gatehouse.ico").toString()));
    arguments.addAll(List.of("--runtime-image", image.resolve("runtime").toString()));
    arguments.addAll(List.of("--input", input.getParent().toString()));
    arguments.addAll(List.of("--main-jar", Path.of("lib", "gatehouse.jar").toString()));
    arguments.addAll(List.of("--main-class", "app.gatehouse.launch.DesktopMain"));
    arguments.addAll(List.of("--add-launcher", "gatehouse=" + cli));
    for (var option : options("desktop", "$APPDIR")) {
      arguments.addAll(List.of("--java-options", option));
    }
    var jpackage = ToolProvider.findFirst("jpackage").orElseThrow();
    if (jpackage.run(System.out, System.err, arguments.toArray(String[]::new)) != 0) {
      throw new IOException("jpackage failed");
    }
  }

  /** The options of one kind of program, with everything that depends on where the image lies. */
  private List<String> options(String kind, String app) throws IOException {
    var options = new ArrayList<String>();
    for (var file : List.of("common.options", kind + ".options")) {
      for (var line : Files.readAllLines(image.resolve("jvm").resolve(file))) {
        if (!line.isBlank() && !line.startsWith("#")) {
          options.add(line.strip());
        }
      }
    }
    options.add("--enable-native-access=javafx.graphics");
    options.add("-Djava.library.path=" + app + "/lib/native");
    options.add("-Dgatehouse.image=" + app);
    return options;
  }

  /**
   * Without the AOT caches: they know jars by their time, and a cabinet keeps local times, which are
   * others in another time zone.
   */
  private void copyImage() throws IOException {
    var app = folder.resolve("app");
    for (var part : List.of("bin", "jvm", "lib")) {
      copy(image.resolve(part), app.resolve(part));
    }
    for (var cache : List.of("desktop.aot", "service.aot")) {
      Files.deleteIfExists(app.resolve("lib").resolve(cache));
    }
    Files.writeString(app.resolve("installed"), "");
    Files.copy(Path.of("LICENSE"), app.resolve("LICENSE"));
    Files.copy(Path.of("src/docs/THIRD-PARTY.md"), app.resolve("THIRD-PARTY.md"));
    if (!WINDOWS) {
      copy(image.resolve("runtime"), folder.resolve("runtime"));
    }
  }

  private void procrun() throws IOException, GeneralSecurityException {
    if (!WINDOWS && Files.notExists(PROCRUN)) {
      Files.writeString(work.resolve("gatehouse-service.exe"), "not a program\n");
      return;
    }
    var digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(PROCRUN));
    if (!HexFormat.of().formatHex(digest).equals(PROCRUN_SHA256)) {
      throw new IOException(PROCRUN + " is not the file that was checked");
    }
    try (var zip = FileSystems.newFileSystem(PROCRUN)) {
      Files.copy(zip.getPath("amd64/prunsrv.exe"), work.resolve("gatehouse-service.exe"));
      for (var text : List.of("LICENSE.txt", "NOTICE.txt")) {
        Files.copy(zip.getPath(text), folder.resolve("app/procrun-" + text));
      }
    }
  }

  /** One component for each file, as the Windows Installer wants it. */
  private void files() throws IOException {
    var tree = new StringBuilder();
    var components = new StringJoiner("\n      ");
    tree(folder, "    ", tree, components);
    Files.writeString(
        work.resolve("files.wxs"),
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <Wix xmlns="http://schemas.microsoft.com/wix/2006/wi">
          <Fragment>
            <DirectoryRef Id="INSTALLDIR">
        %s    </DirectoryRef>
            <ComponentGroup Id="Files">
              %s
            </ComponentGroup>
          </Fragment>
        </Wix>
        """
            .formatted(tree.toString().indent(2), components));
  }

  private void tree(Path of, String indent, StringBuilder tree, StringJoiner components)
      throws IOException {
    try (var entries = Files.list(of)) {
      for (var entry : entries.sorted().toList()) {
        var name = entry.getFileName().toString();
        var id = id(entry);
        if (Files.isDirectory(entry)) {
          tree.append("%s<Directory Id=\"d%s\" Name=\"%s\">%n".formatted(indent, id, name));
          tree(entry, indent + "  ", tree, components);
          tree.append(indent).append("</Directory>\n");
        } else {
          tree.append(
              "%s<Component Id=\"c%s\" Guid=\"*\" Win64=\"yes\">%n".formatted(indent, id)
                  + "%s  <File Id=\"f%s\" Name=\"%s\" Source=\"%s\" KeyPath=\"yes\"/>%n"
                      .formatted(indent, id, name, entry)
                  + indent
                  + "</Component>\n");
          components.add("<ComponentRef Id=\"c" + id + "\"/>");
        }
      }
    }
  }

  /** The same in every build: by the path inside of the package. */
  private String id(Path file) throws IOException {
    try {
      var path = folder.relativize(file).toString().replace('\\', '/');
      var digest =
          MessageDigest.getInstance("SHA-256").digest(path.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 12);
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  private void msi(String language) throws Exception {
    settings(language);
    var name = "gatehouse-%s-x64-%s.msi".formatted(version, language.replace('_', '-'));
    var target = out.resolve(name).toString();
    var sources =
        List.of(HERE.resolve("gatehouse.wxs").toString(), work.resolve("files.wxs").toString());
    if (!WINDOWS) {
      var wixl = new ArrayList<>(List.of("wixl", "--arch", "x64", "-I", work.toString()));
      wixl.addAll(List.of("-o", target));
      wixl.addAll(sources);
      run(wixl);
      return;
    }
    var wix = Path.of(System.getenv("WIX"), "bin");
    var objects = Files.createDirectories(work.resolve(language)) + "\\";
    var candle = new ArrayList<>(List.of(wix.resolve("candle.exe").toString(), "-nologo"));
    candle.addAll(List.of("-arch", "x64", "-ext", "WixUtilExtension"));
    candle.addAll(List.of("-I" + work, "-out", objects));
    candle.addAll(sources);
    run(candle);
    var light = new ArrayList<>(List.of(wix.resolve("light.exe").toString(), "-nologo"));
    light.addAll(List.of("-ext", "WixUtilExtension", "-out", target));
    light.addAll(List.of(objects + "gatehouse.wixobj", objects + "files.wixobj"));
    run(light);
  }

  private void settings(String language) throws IOException, GeneralSecurityException {
    // Strings of a multi-string value are parted by [~].
    var options = String.join("[~]", options("service", "[INSTALLDIR]app"));
    var rights = "D:P(A;OICI;FA;;;" + serviceSid() + ")(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)";
    var words = Files.readString(HERE.resolve("words_" + language + ".wxi"));
    var defined =
        Stream.of(
                List.of("Version", version),
                // What wixl does not know, or writes otherwise.
                List.of("Extensions", WINDOWS ? "yes" : "no"),
                List.of("StringList", WINDOWS ? "multiString" : "multistring"),
                List.of("Icon", work.resolve("gatehouse.ico").toString()),
                List.of("Procrun", work.resolve("gatehouse-service.exe").toString()),
                List.of("JavaOptions", options),
                List.of("DataRights", rights))
            .map(pair -> "  <?define %s=\"%s\"?>%n".formatted(pair.getFirst(), pair.getLast()))
            .toList();
    Files.writeString(
        work.resolve("settings.wxi"),
        words.replace("</Include>", String.join("", defined) + "</Include>"));
  }

  /** Windows makes it of the service's name: the SHA-1 of its capitals, as five numbers. */
  private static String serviceSid() throws GeneralSecurityException {
    var name = ACCOUNT.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.UTF_16LE);
    var digest = ByteBuffer.wrap(MessageDigest.getInstance("SHA-1").digest(name));
    digest.order(ByteOrder.LITTLE_ENDIAN);
    var sid = new StringBuilder("S-1-5-80");
    while (digest.hasRemaining()) {
      sid.append('-').append(Integer.toUnsignedString(digest.getInt()));
    }
    return sid.toString();
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    var status = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (status != 0) {
      throw new IOException(command.getFirst() + " ended with " + status);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var all = Files.walk(from)) {
      for (var file : all.toList()) {
        var copy = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(
              file, copy, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }
}
