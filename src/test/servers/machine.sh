#!/usr/bin/env bash
# machine.sh DIR: brings what it takes to boot a Debian 12 of its own in a container, with a real systemd.
#
# Leaves in DIR: machine.tar (the root of a small system, with curl, Python, polkit, certutil and firewalls that are off) and nspawn/ (systemd-nspawn with its library,
# unpacked and not installed: installing it would upgrade the system's own init). Does nothing where they are there already.
# Needs root and mmdebstrap, which it installs unless INSTALL=no. Says why where it cannot, and ends with 1.
set -euo pipefail
dir=$(realpath -m "${1:?usage: machine.sh DIR}")
export PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8
release=bookworm
packages=systemd,systemd-sysv,dbus,ca-certificates,iproute2,curl,python3,procps,nftables,ufw,firewalld,polkitd,pkexec,libnss3-tools

fail() {
  echo "$1"
  exit 1
}

[[ $(id -u) -eq 0 ]] || fail "only root may boot a system in a container"
command -v apt-get >/dev/null || fail "its parts come as Debian packages, and there is no apt here"
mkdir -p "$dir"
exec 9>"$dir/machine.lock" && flock 9
if [[ ! -d $dir/nspawn ]]; then
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  (cd "$work" && apt-get update -qq && apt-get download -qq systemd-container libsystemd-shared) >"$dir/machine.log" 2>&1 ||
    fail "systemd-nspawn cannot be downloaded"
  for package in "$work"/*.deb; do dpkg-deb -x "$package" "$work/nspawn"; done
  mv "$work/nspawn" "$dir/nspawn"
fi
# One that was made of other packages is made anew.
if [[ ! -f $dir/machine.tar || $(cat "$dir/machine.packages" 2>/dev/null) != "$packages" ]]; then
  if ! command -v mmdebstrap >/dev/null; then
    [[ ${INSTALL:-} != no ]] || fail "mmdebstrap is not installed, and INSTALL=no forbids to install it"
    apt-get install -y -qq mmdebstrap >>"$dir/machine.log" 2>&1 || fail "mmdebstrap cannot be installed"
  fi
  mmdebstrap --quiet --variant=minbase --include="$packages" \
    --customize-hook='chroot "$1" systemctl disable firewalld nftables ufw' \
    "$release" "$dir/machine.part.tar" >>"$dir/machine.log" 2>&1 || fail "the system cannot be put together, see $dir/machine.log"
  mv "$dir/machine.part.tar" "$dir/machine.tar"
  echo "$packages" >"$dir/machine.packages"
fi
