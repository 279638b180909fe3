package app.gatehouse.launch;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.support.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the packages are made of, judged by programs of others. The packages of Windows and macOS
 * are put together from a small image: nothing in them would run, but their contents can be read.
 */
class PackagingIT {
  private static final Path HERE = Path.of("").toAbsolutePath();

  @TempDir private Path folder;

  @Test
  void shellcheckHasNothingToSay() throws Exception {
    var scripts = new ArrayList<String>();
    try (var all = Files.walk(Path.of("packaging"))) {
      for (var file : all.filter(Files::isRegularFile).toList()) {
        if (Files.readString(file).startsWith("#!/") || file.endsWith("launch.sh")) {
          scripts.add(file.toString());
        }
      }
    }
    assertThat(scripts).hasSizeGreaterThan(10);
    run(Servers.require("shellcheck"), scripts.toArray());
  }

  @Test
  void everyWorkflowParses() throws Exception {
    var python = Servers.requirePython("yaml");
    try (var workflows = Files.newDirectoryStream(Path.of(".github/workflows"))) {
      for (var workflow : workflows) {
        var jobs = "import sys, yaml; print(*yaml.safe_load(open(sys.argv[1]))['jobs'])";
        assertThat(run(python, "-c", jobs, workflow)).isNotBlank();
      }
    }
  }

  @Test
  void theDesktopEntryIsValid() throws Exception {
    run(Servers.require("desktop-file-validate"), "packaging/linux/gatehouse.desktop");
    run(Servers.require("desktop-file-validate"), "packaging/linux/autostart.desktop");
  }

  @Test
  @Tag("long")
  void lintianHasNothingToSay() throws Exception {
    var lintian = Servers.require("lintian");
    Servers.require("dpkg-deb");
    // The package of a test is not compressed, that of a release is.
    var own = "uses-no-compression-for-control-tarball,uses-no-compression-for-data-tarball";
    run(
        lintian,
        "--allow-root",
        "--fail-on=error,warning",
        "--suppress-tags=" + own,
        DebPackage.file("0.1.0"));
  }

  @Test
  void systemdUnderstandsTheUnit() throws Exception {
    var unit = Path.of("usr/lib/systemd/system/gatehouse.service");
    put(unit, Files.readString(Path.of("packaging/linux/gatehouse.service")));
    program(Path.of("usr/lib/gatehouse/bin/gatehouse-service"), "");
    for (var part : List.of("network-online.target", "nss-lookup.target", "sysinit.target")) {
      put(unit.resolveSibling(part), "[Unit]\n");
    }
    for (var part : List.of("basic.target", "shutdown.target", "multi-user.target")) {
      put(unit.resolveSibling(part), "[Unit]\n");
    }
    var said =
        run(
            Servers.require("systemd-analyze"),
            "verify",
            "--man=no",
            "--root=" + folder,
            folder.resolve(unit));
    assertThat(said).doesNotContain("gatehouse.service");
  }

  @Test
  void theWindowsPackageHasItsServiceItsFilesAndItsMenuEntry() throws Exception {
    Servers.require("wixl");
    var msiinfo = Servers.require("msiinfo");
    var image = image();
    var out = HERE.relativize(folder.toAbsolutePath()).resolve("out");
    var java = Path.of(System.getProperty("java.home"), "bin", "java");
    run(java, "packaging/windows/BuildPackage.java", image, "1.2.3-SNAPSHOT", out);

    var msi = out.resolve("gatehouse-1.2.3-x64-zh-CN.msi");
    assertThat(out.resolve("gatehouse-1.2.3-x64-en.msi")).exists();
    assertThat(run(msiinfo, "export", msi, "ServiceInstall"))
        .contains("\tNT SERVICE\\Gatehouse\t\t//RS//Gatehouse\t");
    assertThat(run(msiinfo, "export", msi, "Registry"))
        .contains(
            "Procrun 2.0\\Gatehouse\\Parameters\\Java\tOptions\t-Dcommon=1[~]-Dservice=1[~]",
            "\tapp.gatehouse.launch.ServiceMain\t");
    assertThat(run(msiinfo, "export", msi, "File"))
        .contains("gatehouse.exe", "gatehouse.jar", "installed", "java")
        .doesNotContain(".aot");
    assertThat(run(msiinfo, "export", msi, "Shortcut"))
        .contains("[INSTALLDIR]gatehouse-desktop.exe");
    assertThat(run(msiinfo, "suminfo", msi)).contains("为这台电脑上的应用");
  }

  @Test
  void theMacosPackageHasItsApplicationAndItsDaemon() throws Exception {
    var tools = Path.of("tools");
    var called = folder.resolve("called");
    var record = "echo \"$(basename \"$0\") $*\" >>" + called + "\n";
    program(tools.resolve("iconutil"), record + "touch \"$4\"\n");
    program(tools.resolve("codesign"), record);
    // jpackage's fifth and sixth arguments say where to.
    var app = "\"$6/Gatehouse.app/Contents";
    program(
        tools.resolve("jpackage"),
        record + "mkdir -p " + app + "/app/lib\" " + app + "/MacOS\"\nexit 0\n");
    program(
        tools.resolve("pkgbuild"),
        record
            + "[ \"$1\" = --root ] || exit 0\n"
            + "(cd \"$2\" && find . -type f | sort) >"
            + folder.resolve("content")
            + "\n");
    program(tools.resolve("plutil"), record);

    var builder =
        new ProcessBuilder(
                "sh",
                "packaging/macos/build-package.sh",
                image().toString(),
                "1.2.3-SNAPSHOT",
                folder.resolve("out").toString())
            .redirectErrorStream(true);
    builder.environment().merge("PATH", folder.resolve(tools) + ":", (old, own) -> own + old);
    await(builder);

    assertThat(Files.readAllLines(folder.resolve("content")))
        .contains(
            "./Applications/Gatehouse.app/Contents/app/bin/gatehouse-service",
            "./Applications/Gatehouse.app/Contents/app/installed",
            "./Applications/Gatehouse.app/Contents/app/lib/desktop.aot",
            "./Applications/Gatehouse.app/Contents/app/uninstall.sh",
            "./Library/LaunchDaemons/app.gatehouse.service.plist");
    assertThat(Files.readString(called))
        .contains(
            "--java-options -Dcommon=1 --java-options -Ddesktop=1 ",
            "--java-options -XX:AOTCache=$APPDIR/lib/desktop.aot",
            "--identifier app.gatehouse --version 1.2.3 ")
        .doesNotContain("-Dservice=1");
  }

  /** As small as an image can be. */
  private Path image() throws IOException {
    var image = Path.of("image");
    for (var kind : List.of("common", "cli", "desktop", "service")) {
      put(image.resolve("jvm/" + kind + ".options"), "# why\n-D" + kind + "=1\n");
    }
    put(image.resolve("lib/gatehouse.jar"), "jar");
    put(image.resolve("lib/desktop.aot"), "cache");
    put(image.resolve("lib/service.aot"), "cache");
    program(image.resolve("runtime/bin/java"), "");
    try (var programs = Files.newDirectoryStream(Path.of("packaging/bin"))) {
      for (var file : programs) {
        program(image.resolve("bin").resolve(file.getFileName()), "");
      }
    }
    return HERE.relativize(folder.toAbsolutePath()).resolve(image);
  }

  private void program(Path name, String script) throws IOException {
    put(name, "#!/bin/sh\n" + script);
    assertThat(folder.resolve(name).toFile().setExecutable(true)).isTrue();
  }

  private void put(Path name, String content) throws IOException {
    var file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  private static String run(Path program, Object... arguments) throws Exception {
    var command = Stream.concat(Stream.of(program), Stream.of(arguments)).map(Object::toString);
    return await(new ProcessBuilder(command.toList()).redirectErrorStream(true));
  }

  private static String await(ProcessBuilder builder) throws Exception {
    var process = builder.start();
    var output = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    return output;
  }
}
