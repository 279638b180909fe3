#!/bin/sh
# Makes the .pkg of a release image, for the processor that it was built for. On macOS only, with a JDK's jpackage on the path.
#   packaging/macos/build-package.sh IMAGE VERSION OUTPUT-FOLDER
set -eu

image=$1 version=${2%%-*} out=$3
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
mkdir -p "$out"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mkdir "$work/Gatehouse.iconset"
for size in 16 32 128 256; do
  cp "$top/icons/gatehouse-$size.png" "$work/Gatehouse.iconset/icon_${size}x$size.png"
  cp "$top/icons/gatehouse-$((size * 2)).png" "$work/Gatehouse.iconset/icon_${size}x$size@2x.png"
done
iconutil -c icns -o "$work/Gatehouse.icns" "$work/Gatehouse.iconset"

mkdir "$work/resources"
sed "s/@version@/$version/" "$here/Info.plist" >"$work/resources/Info.plist"

# The launcher gets only the main jar: the others are in that one's manifest, in the order that the AOT caches know.
mkdir -p "$work/input/lib"
cp -p "$image/lib/gatehouse.jar" "$work/input/lib/"
set -- --type app-image --name Gatehouse --dest "$work" --app-version 1.0 --vendor Gatehouse --mac-package-identifier app.gatehouse \
  --icon "$work/Gatehouse.icns" --resource-dir "$work/resources" --runtime-image "$image/runtime" \
  --input "$work/input" --main-jar lib/gatehouse.jar --main-class app.gatehouse.launch.DesktopMain
while read -r option; do
  set -- "$@" --java-options "$option"
done <<OPTIONS
$(grep -hv -e '^#' -e '^$' "$image/jvm/common.options" "$image/jvm/desktop.options")
--enable-native-access=javafx.graphics
-XX:AOTCache=\$APPDIR/lib/desktop.aot
-Xlog:aot=off
-Xlog:aot*=off
-Djava.library.path=\$APPDIR/lib/native
-Dgatehouse.image=\$APPDIR
OPTIONS
jpackage "$@"

# The image as it is: with the times by which the AOT caches know its jars.
app=$work/Gatehouse.app
cp -Rp "$image/bin" "$image/jvm" "$image/lib" "$app/Contents/app/"
touch "$app/Contents/app/installed"
cp -p "$here/uninstall.sh" "$top/LICENSE" "$top/src/docs/THIRD-PARTY.md" "$app/Contents/app/"
chmod 755 "$app/Contents/app/uninstall.sh"
# Without a name: arm64 runs nothing that is not signed at all. A signature of ours and Apple's notarisation need a paid account.
codesign --force --deep --sign - "$app"

root=$work/root
mkdir -p "$root/Applications" "$root/Library/LaunchDaemons"
mv "$app" "$root/Applications/"
cp "$here/app.gatehouse.service.plist" "$root/Library/LaunchDaemons/"
chmod -R u=rwX,go=rX "$root"
mkdir "$work/scripts"
cp "$here"/scripts/* "$work/scripts/"
chmod 755 "$work/scripts/"*
# Else the installer would look for another copy of the application and replace that one instead.
pkgbuild --analyze --root "$root" "$work/components.plist"
plutil -replace 0.BundleIsRelocatable -bool NO "$work/components.plist"
plutil -replace 0.BundleIsVersionChecked -bool NO "$work/components.plist"
pkgbuild --root "$root" --component-plist "$work/components.plist" --scripts "$work/scripts" --ownership recommended \
  --identifier app.gatehouse --version "$version" --install-location / "$out/gatehouse-$version-$(uname -m).pkg"
