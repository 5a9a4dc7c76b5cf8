#!/bin/bash
# A real Blender window for tests and pictures, on any Linux with root and without a display:
# Debian trixie's Blender 4.3 in a chroot under .cache/, drawn by software into a virtual screen.
#
#   tools/window/setup.sh        about two minutes, 340 MB to fetch, 1.8 GB on disk; does nothing when it is there
set -euo pipefail

root="$(cd "$(dirname "$0")/../.." && pwd)"
chroot="$root/.cache/window/trixie"

if ! command -v debootstrap Xvfb import xdotool >/dev/null 2>&1 || [ "$(command -v debootstrap Xvfb import xdotool | wc -l)" -lt 4 ]; then
    apt-get install -y -q --no-install-recommends debootstrap xvfb xdotool imagemagick x11-utils
fi

if [ ! -e "$chroot/usr/bin/blender" ]; then
    mkdir -p "$chroot"
    [ -e "$chroot/bin/sh" ] || debootstrap --variant=minbase trixie "$chroot"
    ln -sf /proc/mounts "$chroot/etc/mtab"
    cp /etc/resolv.conf "$chroot/etc/resolv.conf" || true
    # No mounts: nothing to leave behind, and what Blender needs of /dev is there already.
    DEBIAN_FRONTEND=noninteractive chroot "$chroot" apt-get update -q
    DEBIAN_FRONTEND=noninteractive chroot "$chroot" apt-get install -y -q --no-install-recommends \
        blender python3-numpy python3-requests libgl1-mesa-dri libegl1 libglx-mesa0 fonts-dejavu-core
fi
chroot "$chroot" blender --version | head -1
