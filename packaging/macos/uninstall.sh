#!/bin/sh
# Removes what the package installed; macOS has nothing of its own for that.
#   sudo /Applications/Gatehouse.app/Contents/app/uninstall.sh [--purge]
# --purge: also the sites, certificates and keys, and the service's account.
set -eu

if [ "$(id -u)" -ne 0 ]; then
  echo "This needs an administrator: sudo $0 $*" >&2
  exit 1
fi

launchctl bootout system/app.gatehouse.service 2>/dev/null || true
rm -f /Library/LaunchDaemons/app.gatehouse.service.plist
if [ "$(readlink /usr/local/bin/gatehouse)" = /Applications/Gatehouse.app/Contents/app/bin/gatehouse ]; then
  rm -f /usr/local/bin/gatehouse
fi
pkgutil --forget app.gatehouse >/dev/null 2>&1 || true

if [ "${1:-}" = --purge ]; then
  rm -rf "/Library/Application Support/Gatehouse"
  dscl . -delete /Users/_gatehouse 2>/dev/null || true
  dscl . -delete /Groups/_gatehouse 2>/dev/null || true
else
  echo "Sites and certificates are kept in /Library/Application Support/Gatehouse; --purge deletes them."
fi

# Last, since this script lies in it.
rm -rf /Applications/Gatehouse.app
