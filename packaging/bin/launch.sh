# shellcheck shell=sh disable=SC2154
# Sourced by the programs beside it, which set $self to their own real path.
# launch KIND MAIN ARGUMENT… starts MAIN of the image that they lie in, on the first JDK found that is new enough;
# KIND chooses ../jvm/KIND.options.

image=$(cd "$(dirname "$self")/.." && pwd -P)

# A JDK says its version in a file: asking the program itself would cost a tenth of a second.
new_enough() {
  [ -n "$1" ] && [ -x "$1/bin/java" ] && [ -f "$1/release" ] || return 1
  version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
  [ "${version:-0}" -ge 25 ]
}

find_java() {
  if new_enough "${JAVA_HOME:-}"; then java=$JAVA_HOME/bin/java && return; fi
  # The JDK that built this image.
  recorded=$(sed -n 's/^ *java\.home = //p' "$image/jvm/built-with.txt" 2>/dev/null)
  if new_enough "$recorded"; then java=$recorded/bin/java && return; fi
  for candidate in /usr/lib/jvm/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if new_enough "$candidate"; then java=$candidate/bin/java && return; fi
  done
  echo "Gatehouse needs Java 25 or newer; none was found. Install one or set JAVA_HOME to it." >&2
  exit 1
}

launch() {
  kind=$1 main=$2 java=
  shift 2
  set -- -cp "$image/lib/gatehouse.jar" "$main" "$@"
  # In a macOS application the image is "app", and its Java lies beside it.
  for runtime in "$image/runtime" "$image/../runtime/Contents/Home"; do
    [ ! -x "$runtime/bin/java" ] || java=$runtime/bin/java
  done
  if [ -n "${java:-}" ]; then
    # The same for all programs, as in the training, or the cache does not fit; then Java starts more slowly and says nothing.
    # The command line is trained with the service.
    cache=service
    [ "$kind" != desktop ] || cache=desktop
    set -- --enable-native-access=javafx.graphics "-XX:AOTCache=$image/lib/$cache.aot" -Xlog:aot=off '-Xlog:aot*=off' \
      "-Djava.library.path=$image/lib/native" "$@"
  else
    find_java
    [ "$kind" != desktop ] || set -- --enable-native-access=javafx.graphics \
      --module-path "$image/lib/javafx" --add-modules javafx.controls "$@"
  fi
  exec "$java" "@$image/jvm/common.options" "@$image/jvm/$kind.options" "-Dgatehouse.image=$image" "$@"
}
