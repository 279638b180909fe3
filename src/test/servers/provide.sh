#!/usr/bin/env bash
# provide.sh DIR: the real servers and libraries that the tests use.
#
# Leaves in DIR: bin/ (programs), lib/ (libraries for LD_LIBRARY_PATH), fonts/, hfs/, and unavailable.txt with one line
# "name: reason" for each thing that cannot be had here; tests that need it are skipped with that reason.
# Never fails the build. Everything downloaded is kept in ${XDG_CACHE_HOME:-~/.cache}/gatehouse-test-servers, so that
# neither `mvn clean` nor a fresh clone downloads it again. Sources: the mirror that apt is already set up with (signatures
# are verified with Debian's own keyring; no release is added to the system) and the npm registry.
#
# As root, missing Debian packages are installed and no daemon is started; INSTALL=no in the environment forbids that.
set -uo pipefail
dir=$(realpath -m "${1:?usage: provide.sh DIR}")
cache=${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/gatehouse-test-servers
export PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8
mkdir -p "$dir" "$cache" || exit 0
log=$cache/provide.log
exec 9>"$cache/lock" && flock 9 # two builds at once: the second finds what the first one fetched
: >"$log"
: >"$dir/unavailable.txt"

provided() { echo "test servers: $1 provided${2:+ ($2)}"; }
unavailable() {
  echo "test servers: $1 unavailable: $2"
  echo "$1: $2" >>"$dir/unavailable.txt"
}
has() { command -v "$1" >/dev/null 2>&1; }

apt_options=(-q -y -o Acquire::Retries=1 -o Acquire::http::Timeout=20 -o Acquire::https::Timeout=20
  -o Acquire::Languages=none -o DPkg::Lock::Timeout=300)

# fetch_debs RELEASE FOLDER PACKAGE…: downloads and unpacks packages of a Debian release, with own lists; needs no root.
fetch_debs() {
  local release=$1 into=$2 apt=$cache/apt-$1 mirror
  shift 2
  has apt-get && has dpkg-deb || return 1
  mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 2>/dev/null | grep -v security | head -n 1)
  [[ -n $mirror && -r /usr/share/keyrings/debian-archive-keyring.gpg ]] || return 1
  rm -rf "$apt" "$into.part"
  mkdir -p "$apt/lists/partial" "$apt/cache/archives/partial" "$apt/debs" "$into.part"
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $release main" >"$apt/sources.list"
  # Nothing counts as installed: a newer version that is could not be downloaded from there.
  : >"$apt/status"
  local own=("${apt_options[@]}" -o "Dir::State::status=$apt/status"
    -o "Dir::Etc::sourcelist=$apt/sources.list" -o Dir::Etc::sourceparts=/dev/null
    -o "Dir::State::lists=$apt/lists" -o "Dir::Cache=$apt/cache" -o Acquire::Check-Valid-Until=false
    -o APT::Sandbox::User=root)
  (apt-get "${own[@]}" update && cd "$apt/debs" && apt-get "${own[@]}" download "$@") >>"$log" 2>&1 || {
    rm -rf "$apt" "$into.part"
    return 1
  }
  local deb
  for deb in "$apt"/debs/*.deb; do dpkg-deb -x "$deb" "$into.part" >>"$log" 2>&1 || return 1; done
  rm -rf "$apt" "$into" && mv "$into.part" "$into"
}

# link NAME TARGET: DIR/NAME → TARGET
link() {
  mkdir -p "$(dirname "$dir/$1")"
  ln -sfn "$2" "$dir/$1"
}

codename() { (. /etc/os-release 2>/dev/null && echo "${VERSION_CODENAME:-}"); }

# Pebble, the ACME test server: this release's own is too old for profiles and renewal information, the next one's needs
# only libc 2.34.
pebble() {
  local home=$cache/pebble release
  if [[ ! -x $home/usr/bin/pebble ]]; then
    for release in forky trixie "$(codename)"; do
      fetch_debs "$release" "$home" pebble && provided pebble "of Debian $release" && break
    done
  fi
  if [[ -x $home/usr/bin/pebble ]]; then
    link bin/pebble "$home/usr/bin/pebble"
    link bin/pebble-challtestsrv "$home/usr/bin/pebble-challtestsrv"
  else
    has pebble || unavailable pebble "no Debian package mirror could be used"
    has pebble-challtestsrv || unavailable pebble-challtestsrv "no Debian package mirror could be used"
  fi
}

# A router's daemon that reports a private WAN address and still grants mappings, as many real routers do; it brings its
# own libc.
miniupnpd_private_wan() {
  local home=$cache/miniupnpd-trixie loader binary
  if [[ ! -x $home/miniupnpd ]]; then
    fetch_debs trixie "$home" miniupnpd-nftables libc6 libnftnl11 libmnl0 libcap2 libcap-ng0 || {
      unavailable miniupnpd-private-wan "no Debian package mirror could be used"
      return
    }
    loader=$(find "$home" -name 'ld-linux*' \( -type f -o -type l \) | grep -- -linux-gnu | head -n 1)
    binary=$(find "$home" -path '*bin/miniupnpd*' -type f | head -n 1)
    printf '#!/bin/sh\nexec "%s" --library-path "%s" "%s" "$@"\n' "$loader" "$(dirname "$loader")" "$binary" >"$home/miniupnpd"
    chmod +x "$home/miniupnpd"
    provided miniupnpd-private-wan
  fi
  link bin/miniupnpd-private-wan "$home/miniupnpd"
}

# JavaFX draws text with pango, which a bare Debian does not have.
pango() {
  mkdir -p "$dir/lib"
  [[ $(uname -s) == Linux ]] || return
  if ldconfig -p 2>/dev/null | grep -q 'libpangoft2-1\.0\.so\.0' && [[ ${FORCE:-} != yes ]]; then return; fi
  local home=$cache/pango
  if [[ ! -d $home/usr ]]; then
    fetch_debs "$(codename)" "$home" libpango-1.0-0 libpangoft2-1.0-0 libpangocairo-1.0-0 libcairo2 libfribidi0 libthai0 \
      libdatrie1 libharfbuzz0b libgraphite2-3 libfontconfig1 libfreetype6 libglib2.0-0 libpcre2-8-0 libpng16-16 libexpat1 \
      libbrotli1 libpixman-1-0 libx11-6 libxau6 libxdmcp6 libxcb1 libxcb-render0 libxcb-shm0 libxext6 libxrender1 libbsd0 \
      libmd0 zlib1g libffi8 || {
      unavailable pango "no Debian package mirror could be used"
      return
    }
    provided pango
  fi
  find "$home" -name 'lib*.so*' -exec ln -sf -t "$dir/lib" {} +
}

# Chinese text in screenshots; found by way of src/test/servers/fonts.conf.
cjk_fonts() {
  mkdir -p "$dir/fonts"
  if has fc-list && [[ -n $(FONTCONFIG_FILE='' fc-list :lang=zh-cn family 2>/dev/null | head -n 1) && ${FORCE:-} != yes ]]; then return; fi
  local home=$cache/fonts-noto-cjk
  if [[ ! -d $home/usr ]]; then
    fetch_debs "$(codename)" "$home" fonts-noto-cjk || {
      unavailable cjk-fonts "no Debian package mirror could be used"
      return
    }
    provided cjk-fonts
  fi
  link fonts/noto-cjk "$home/usr/share/fonts/opentype/noto"
}

# A mail server; unpacked only, so that this computer gets no mail system. It asks for a user of its own and for the rights
# of that user alone: a user namespace and a list of users with one name give it both.
exim() {
  local home=$cache/exim libraries
  if ! unshare -U --map-user=65534 --map-group=65534 true 2>/dev/null; then
    unavailable exim "this user may not make user namespaces"
    return
  fi
  if [[ ! -x $home/exim ]]; then
    fetch_debs bookworm "$home" exim4-daemon-light libnss-wrapper libidn12 libgnutls-dane0 libgnutls30 libunbound8 libnsl2 \
      libtirpc3 libdb5.3 libevent-2.1-7 libgssapi-krb5-2 libkrb5-3 libk5crypto3 libkrb5support0 libkeyutils1 libcom-err2 || {
      unavailable exim "no Debian package mirror could be used"
      return
    }
    libraries=$(dirname "$(find "$home" -name libnss_wrapper.so)")
    echo 'Debian-exim:x:65534:65534::/:/bin/false' >"$home/passwd"
    echo 'Debian-exim:x:65534:' >"$home/group"
    printf '#!/bin/sh\nexport NSS_WRAPPER_PASSWD="%s" NSS_WRAPPER_GROUP="%s" LD_LIBRARY_PATH="%s"\nexec unshare -U --map-user=65534 --map-group=65534 env LD_PRELOAD="%s" "%s" "$@"\n' \
      "$home/passwd" "$home/group" "$libraries" "$libraries/libnss_wrapper.so" "$home/usr/sbin/exim4" >"$home/exim"
    chmod +x "$home/exim"
    provided exim
  fi
  link bin/exim "$home/exim"
}

# What is too large to unpack by hand: name, what shows that it is there, Debian packages.
system_programs=(
  "nginx|nginx|nginx-light"
  "caddy|caddy|caddy"
  "wrk|wrk|wrk"
  "chromium|chromium|chromium"
  "certutil|certutil|libnss3-tools"
  "miniupnpd|miniupnpd|miniupnpd miniupnpd-nftables"
  "ip|ip|iproute2"
  "nft|nft|nftables"
  "curl|curl|curl"
  "jupyter|jupyter-notebook|jupyter-notebook"
  "flask|/usr/lib/python3/dist-packages/flask|python3-flask"
  "websockets|/usr/lib/python3/dist-packages/websockets|python3-websockets"
  "Xvfb|Xvfb|xvfb"
  "dbus-daemon|dbus-daemon|dbus-daemon"
  "xfwm4|xfwm4|xfwm4"
  "xfce4-panel|xfce4-panel|xfce4-panel"
  "xfce4-notifyd|/usr/share/dbus-1/services/org.xfce.xfce4-notifyd.Notifications.service|xfce4-notifyd"
  "xdotool|xdotool|xdotool"
  "import|import|imagemagick"
  "gtk3|/usr/lib/$(uname -m)-linux-gnu/libgtk-3.so.0|libgtk-3-0"
  "node|node|nodejs"
  "npm|npm|npm"
  "shellcheck|shellcheck|shellcheck"
  "desktop-file-validate|desktop-file-validate|desktop-file-utils"
  "lintian|lintian|lintian"
  "msiinfo|msiinfo|wixl msitools"
  "systemd-analyze|systemd-analyze|systemd"
  "yaml|/usr/lib/python3/dist-packages/yaml|python3-yaml"
)

is_there() { if [[ $1 == /* ]]; then [[ -e $1 ]]; else has "$1"; fi; }

system_packages() {
  local line name sign packages missing=() reason="not installed, and only root can install it"
  for line in "${system_programs[@]}"; do
    IFS='|' read -r name sign packages <<<"$line"
    is_there "$sign" || missing+=("$line")
  done
  ((${#missing[@]})) || return
  if [[ ${INSTALL:-yes} == no ]]; then
    reason="not installed, and INSTALL=no"
  elif ((EUID == 0)) && ! has apt-get; then
    reason="not installed, and there is no apt to install it with"
  elif ((EUID == 0)); then
    reason="apt could not install it, see $log"
    install_packages
  fi
  for line in "${missing[@]}"; do
    IFS='|' read -r name sign packages <<<"$line"
    hash -r
    if is_there "$sign"; then provided "$name"; else unavailable "$name" "$reason"; fi
  done
}

# Uses $missing of system_packages. A fresh server package would start its daemon on port 80: a policy forbids it.
install_packages() {
  local policy=/usr/sbin/policy-rc.d own_policy= line all=()
  for line in "${missing[@]}"; do all+=(${line##*|}); done
  echo "test servers: installing ${all[*]} …"
  if [[ ! -e $policy ]]; then
    printf '#!/bin/sh\nexit 101\n' >"$policy" && chmod +x "$policy" && own_policy=yes
  fi
  apt-get "${apt_options[@]}" update >>"$log" 2>&1
  # One that cannot be had must not keep the others away.
  apt-get "${apt_options[@]}" install --no-install-recommends "${all[@]}" >>"$log" 2>&1 ||
    for line in "${missing[@]}"; do
      apt-get "${apt_options[@]}" install --no-install-recommends ${line##*|} >>"$log" 2>&1
    done
  [[ -z $own_policy ]] || rm -f "$policy"
}

# HFS, the file server whose renewal failures started this project.
hfs() {
  local home=$cache/hfs-0.52.9
  if [[ ! -f $home/node_modules/hfs/src/index.js ]]; then
    if ! has npm; then
      unavailable hfs "npm is not installed"
      return
    fi
    rm -rf "$home.part" && mkdir -p "$home.part"
    (cd "$home.part" && npm install hfs@0.52.9 --ignore-scripts --no-audit --no-fund --no-save) >>"$log" 2>&1 &&
      rm -rf "$home" && mv "$home.part" "$home" && provided hfs 0.52.9 || {
      unavailable hfs "npm could not install it, see $log"
      return
    }
  fi
  link hfs "$home/node_modules/hfs"
}

pebble
pango
cjk_fonts
system_packages
miniupnpd_private_wan
exim
hfs
if [[ -s $dir/unavailable.txt ]]; then echo "test servers: in $dir, $(wc -l <"$dir/unavailable.txt") unavailable"; fi
exit 0
