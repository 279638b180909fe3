import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleFinder;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;

/**
 * Makes the release image of the development image: a Java of its own instead of the computer's,
 * and the AOT caches. Run by the Java that is to be bundled:
 *
 * <pre>java packaging/image/BuildImage.java target/gatehouse target/dist/gatehouse</pre>
 */
final class BuildImage {
  private static final String[] NATIVE_SUFFIXES = {".so", ".dll", ".dylib", ".jnilib"};
  private static final String SYSTEM = System.getProperty("os.name");
  private static final boolean WINDOWS = SYSTEM.startsWith("Windows");

  private final Path from;
  private final Path image;
  private final Path work;

  private BuildImage(Path from, Path image) {
    this.from = from;
    this.image = image;
    this.work = image.resolveSibling("work");
  }

  public static void main(String[] arguments) throws Exception {
    new BuildImage(Path.of(arguments[0]).toAbsolutePath(), Path.of(arguments[1]).toAbsolutePath())
        .build();
  }

  private void build() throws Exception {
    delete(image);
    delete(work);
    Files.createDirectories(work);
    for (var part : List.of("bin", "jvm")) {
      copy(from.resolve(part), image.resolve(part));
    }
    Files.delete(image.resolve("jvm/built-with.txt"));
    copyLibraries();
    unpackNatives();
    link();
    train("service");
    train("desktop");
    delete(work);
  }

  private void copyLibraries() throws IOException {
    var to = Files.createDirectories(image.resolve("lib"));
    try (var files = Files.list(from.resolve("lib"))) {
      for (var jar : files.filter(file -> file.toString().endsWith(".jar")).toList()) {
        repack(jar, to.resolve(jar.getFileName()));
      }
    }
  }

  /**
   * Without what lies elsewhere in the image or helps nobody here, and without signatures: the JVM
   * neither caches the classes of a signed jar nor loads them quickly. Nobody checks these
   * signatures: the Java platform asks for none, and the package has one of its own. What was
   * signed is BouncyCastle, of which most is never loaded: stored as it is, since the package
   * compresses it better than a jar does.
   */
  private static void repack(Path jar, Path copy) throws IOException {
    Files.copy(jar, copy, StandardCopyOption.COPY_ATTRIBUTES);
    var stored = copy.resolveSibling(copy.getFileName() + ".stored");
    try (var files = FileSystems.newFileSystem(copy)) {
      var signatures = list(files.getPath("META-INF"), "*.{SF,RSA,DSA,EC}");
      for (var file : signatures) {
        Files.delete(file);
      }
      for (var file : list(files.getPath("META-INF/native"), "*")) {
        Files.delete(file);
      }
      if (!signatures.isEmpty()) {
        try (var to =
            FileSystems.newFileSystem(
                stored, Map.of("create", true, "compressionMethod", "STORED"))) {
          copy(files.getPath("/"), to.getPath("/"));
        }
      }
    }
    if (Files.exists(stored)) {
      Files.move(stored, copy, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static List<Path> list(Path folder, String pattern) throws IOException {
    var found = new ArrayList<Path>();
    if (Files.isDirectory(folder)) {
      try (var files = Files.newDirectoryStream(folder, pattern)) {
        files.forEach(found::add);
      }
    }
    return found;
  }

  /** Netty would unpack them at every start, into a folder that may forbid programs. */
  private void unpackNatives() throws IOException {
    var to = Files.createDirectories(image.resolve("lib/native"));
    try (var jars = Files.newDirectoryStream(from.resolve("lib"), "*.jar")) {
      for (var jar : jars) {
        copyFromJar(jar, "META-INF/native", to);
      }
    }
  }

  private void link() throws IOException {
    var jmods = Files.createDirectories(work.resolve("jmods"));
    try (var jars = Files.newDirectoryStream(from.resolve("lib/javafx"), "*.jar")) {
      for (var jar : jars) {
        makeJmod(jar, jmods);
      }
    }
    var modules = new ArrayList<String>();
    for (var line : Files.readAllLines(image.resolve("jvm/modules.txt"))) {
      if (!line.isBlank() && !line.startsWith("#")) {
        modules.add(line.strip());
      }
    }
    // Java code is not stripped: a stack trace without line numbers helps nobody.
    // Not compressed: the package is.
    run(
        "jlink",
        "--module-path=" + jmods,
        "--add-modules=" + String.join(",", modules),
        "--include-locales=en,zh",
        "--no-header-files",
        "--no-man-pages",
        "--output=" + image.resolve("runtime"));
  }

  /**
   * JavaFX's jars hold classes and native libraries together and unpack the latter into the user's
   * home when they are loaded; a jmod keeps them apart. The jars without a system's name are empty.
   */
  private void makeJmod(Path jar, Path jmods) throws IOException {
    var classes = Files.createDirectories(work.resolve("classes"));
    var natives = Files.createDirectories(work.resolve("natives"));
    copyFromJar(jar, "", classes);
    if (Files.exists(classes.resolve("module-info.class"))) {
      try (var files = Files.list(classes)) {
        for (var file : files.filter(BuildImage::isNative).toList()) {
          Files.move(file, natives.resolve(file.getFileName()));
        }
      }
      var module = ModuleFinder.of(jar).findAll().iterator().next().descriptor();
      run(
          "jmod",
          "create",
          "--class-path=" + classes,
          "--libs=" + natives,
          "--target-platform=" + platform(),
          jmods.resolve(module.name() + ".jmod").toString());
    }
    delete(classes);
    delete(natives);
  }

  /**
   * Walks the usual ways once and keeps what the JVM learnt of the classes; needs no display. The
   * service has a cache of its own: a JVM takes everything that is in one into its memory.
   */
  private void train(String kind) throws IOException, InterruptedException {
    var log = image.resolveSibling("training-" + kind + ".log");
    var java = image.resolve(WINDOWS ? "runtime/bin/java.exe" : "runtime/bin/java");
    var command = new ArrayList<>(List.of(java.toString()));
    command.add("@" + image.resolve("jvm/common.options"));
    command.add("@" + image.resolve("jvm/" + kind + ".options"));
    command.addAll(
        List.of(
            // For the service only here: code compiled lightly is what a short start needs.
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=javafx.graphics",
            "-XX:AOTCacheOutput=" + image.resolve("lib/" + kind + ".aot"),
            "-Djava.library.path=" + image.resolve("lib/native"),
            "-Dgatehouse.image=" + image,
            "-Dglass.platform=Headless",
            "-Dprism.order=sw",
            "-cp",
            image.resolve("lib/gatehouse.jar").toString(),
            "app.gatehouse.launch.Training",
            kind));
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    // No icon in the panel of whoever builds, and nothing in their settings.
    builder.environment().put("DBUS_SESSION_BUS_ADDRESS", "unix:path=" + work.resolve("no-bus"));
    builder.environment().put("XDG_CONFIG_HOME", work.resolve("config").toString());
    var training = builder.start();
    if (!training.waitFor(3, TimeUnit.MINUTES)) {
      training.destroyForcibly();
      throw new IOException("The training does not end: see " + log);
    }
    if (training.exitValue() != 0) {
      throw new IOException("The training failed: see " + log);
    }
  }

  /** As the JDK's own modules name it: jlink links nothing of another platform. */
  private static String platform() {
    var system = WINDOWS ? "windows" : SYSTEM.startsWith("Mac") ? "macos" : "linux";
    return system + "-" + System.getProperty("os.arch").replace("x86_64", "amd64");
  }

  private static boolean isNative(Path file) {
    for (var suffix : NATIVE_SUFFIXES) {
      if (file.getFileName().toString().endsWith(suffix)) {
        return true;
      }
    }
    return false;
  }

  private static void copyFromJar(Path jar, String folder, Path to) throws IOException {
    try (var files = FileSystems.newFileSystem(jar)) {
      var root = files.getPath("/", folder);
      if (!Files.isDirectory(root)) {
        return;
      }
      try (var all = Files.walk(root)) {
        for (var file : all.filter(Files::isRegularFile).toList()) {
          var name = root.relativize(file).toString();
          if (folder.isEmpty() || isNative(file)) {
            var copy = to.resolve(name);
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
          }
        }
      }
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var all = Files.walk(from)) {
      for (var file : all.toList()) {
        var copy = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (var all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder())
          .forEach(
              file -> {
                try {
                  // jlink protects licences, and Windows deletes nothing that is protected.
                  if (WINDOWS) {
                    Files.setAttribute(file, "dos:readonly", false);
                  }
                  Files.delete(file);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }

  private static void run(String tool, String... arguments) throws IOException {
    var status = ToolProvider.findFirst(tool).orElseThrow().run(System.out, System.err, arguments);
    if (status != 0) {
      throw new IOException(tool + " ended with " + status);
    }
  }
}
