#!/bin/bash
# Makes the .deb and, where rpmbuild is there, the .rpm of a release image.
#   packaging/linux/build-packages.sh IMAGE VERSION OUTPUT-FOLDER
set -euo pipefail

image=$1 version=$2 out=$3
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
mkdir -p "$out"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# A development version sorts before the release it leads to.
version=${version/-SNAPSHOT/~dev}
arch=$(dpkg --print-architecture 2>/dev/null || uname -m)

# Everything that both kinds of package own, at the place where it will lie.
stage() {
  local root=$1
  mkdir -p "$root/usr/lib/gatehouse" "$root/usr/bin" "$root/usr/share/doc/gatehouse"
  cp -a "$image/." "$root/usr/lib/gatehouse/"
  touch "$root/usr/lib/gatehouse/installed"
  chmod -R u=rwX,go=rX "$root/usr"
  # Only sourced.
  chmod 644 "$root/usr/lib/gatehouse/bin/launch.sh"
  ln -s ../lib/gatehouse/bin/gatehouse "$root/usr/bin/gatehouse"
  ln -s ../lib/gatehouse/bin/gatehouse-helper "$root/usr/bin/gatehouse-helper"
  ln -s ../lib/gatehouse/bin/gatehouse-desktop "$root/usr/bin/gatehouse-desktop"
  install -Dm644 "$here/gatehouse.service" "$root/usr/lib/systemd/system/gatehouse.service"
  install -Dm644 "$here/sysusers.conf" "$root/usr/lib/sysusers.d/gatehouse.conf"
  install -Dm644 "$here/app.gatehouse.policy" "$root/usr/share/polkit-1/actions/app.gatehouse.policy"
  install -Dm644 "$here/gatehouse.desktop" "$root/usr/share/applications/gatehouse.desktop"
  install -Dm644 "$here/autostart.desktop" "$root/etc/xdg/autostart/gatehouse.desktop"
  for size in 16 24 32 48 64 128 256 512; do
    install -Dm644 "$top/icons/gatehouse-$size.png" "$root/usr/share/icons/hicolor/${size}x$size/apps/gatehouse.png"
  done
  install -Dm644 "$top/icons/gatehouse.svg" "$root/usr/share/icons/hicolor/scalable/apps/gatehouse.svg"
  install -Dm644 "$top/src/docs/THIRD-PARTY.md" "$root/usr/share/doc/gatehouse/THIRD-PARTY.md"
  pack "$top/CHANGELOG.md" "$root/usr/share/doc/gatehouse/CHANGELOG.md.gz"
  pack "$here/man/gatehouse.1" "$root/usr/share/man/man1/gatehouse.1.gz"
  pack "$here/man/gatehouse-desktop.1" "$root/usr/share/man/man1/gatehouse-desktop.1.gz"
  pack "$here/man/gatehouse-helper.8" "$root/usr/share/man/man8/gatehouse-helper.8.gz"
}

pack() {
  mkdir -p "$(dirname "$2")"
  gzip -9n <"$1" >"$2"
  chmod 644 "$2"
}

deb() {
  local root=$work/deb size
  stage "$root"
  mkdir "$root/DEBIAN"
  install -m755 "$here"/deb/{preinst,postinst,prerm,postrm} "$root/DEBIAN/"
  echo /etc/xdg/autostart/gatehouse.desktop >"$root/DEBIAN/conffiles"
  # Debian's rules for libraries and documents; other distributions have others.
  find "$root/usr/lib/gatehouse" -name '*.so' -exec chmod 644 {} +
  install -Dm644 "$here/deb/copyright" "$root/usr/share/doc/gatehouse/copyright"
  install -Dm644 "$here/deb/lintian-overrides" "$root/usr/share/lintian/overrides/gatehouse"
  printf 'gatehouse (%s) stable; urgency=medium\n\n  * See CHANGELOG.md.gz.\n\n -- %s  %s\n' "$version" \
    "$(sed -n 's/^Maintainer: //p' "$here/deb/control")" "$(date -Rud "@${SOURCE_DATE_EPOCH:-$(stat -c %Y "$top/CHANGELOG.md")}")" >"$work/changelog"
  pack "$work/changelog" "$root/usr/share/doc/gatehouse/changelog.gz"
  size=$(du -sk --exclude=DEBIAN "$root" | cut -f1)
  sed -e "s/@version@/$version/" -e "s/@architecture@/$arch/" -e "s/@size@/$size/" "$here/deb/control" >"$root/DEBIAN/control"
  (cd "$root" && find usr -type f -printf '%P\0' | LC_ALL=C sort -z | sed -z 's|^|usr/|' | xargs -0 md5sum) >"$root/DEBIAN/md5sums"
  dpkg-deb --root-owner-group "-Z${DEB_COMPRESSION:-xz}" -z9 --build "$root" "$out/gatehouse_${version}_$arch.deb"
}

rpm() {
  local root=$work/rpm
  stage "$root"
  install -Dm644 "$top/LICENSE" "$root/usr/share/licenses/gatehouse/LICENSE"
  rpmbuild -bb --quiet --define "_topdir $work/rpmbuild" --define "_rpmdir $out" --define "staged $root" \
    --define "version $version" --target "$(uname -m)" "$here/rpm/gatehouse.spec"
}

if command -v dpkg-deb >/dev/null; then deb; fi
if command -v rpmbuild >/dev/null; then rpm; fi
