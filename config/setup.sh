#!/usr/bin/env bash
# Installs what this machine lacks: npm dependencies, a Redis server and, with --with-browser, Chromium.
# Silent when nothing is missing. Runs on the bash 3.2 of macOS.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf 'setup: %s\n' "$*" >&2; }

fail() {
  say "$@"
  exit 1
}

has() { command -v "$1" >/dev/null 2>&1; }

# --- Node and the npm dependencies ---

check_node() {
  local version major minor
  has node || fail 'Node.js is missing. Install Node.js 20.19 or newer.'
  version=$(node --version)
  IFS=. read -r major minor _ <<<"${version#v}"
  if [ "$major" -lt 20 ] || { [ "$major" -eq 20 ] && [ "$minor" -lt 19 ]; }; then
    fail "Node.js $version is too old. Install Node.js 20.19 or newer."
  fi
}

# npm writes node_modules/.package-lock.json last, so it tells what is really there. Packages for
# other platforms are optional and may be absent.
dependencies_are_current() {
  [ -f node_modules/.package-lock.json ] || return 1
  node --input-type=commonjs --eval '
    const { readFileSync } = require("node:fs");
    const packagesOf = (path) => JSON.parse(readFileSync(path, "utf8")).packages;
    const installed = packagesOf("node_modules/.package-lock.json");
    const { "": project, ...wanted } = packagesOf("package-lock.json");
    const isRight = ([path, { version, optional }]) =>
      installed[path] ? installed[path].version === version : optional;
    const isWanted = (path) => path in wanted;
    const current = Object.entries(wanted).every(isRight) && Object.keys(installed).every(isWanted);
    process.exit(current ? 0 : 1);
  '
}

ensure_dependencies() {
  if dependencies_are_current; then return; fi
  has npm || fail 'npm is missing. Install npm, then run this again.'
  say 'installing the npm dependencies'
  # The build and the tests need the development ones, whatever NODE_ENV says.
  npm ci --include=dev --no-audit --no-fund </dev/null >&2 || fail 'npm ci failed, see above.'
}

# --- Programs from the system's package manager ---

root_command=''
policy_file=''

can_be_root() {
  if [ "$(id -u)" -eq 0 ]; then return; fi
  has sudo || return 1
  # With a terminal sudo may ask for a password; without one it must not wait for it.
  if [ -t 0 ]; then root_command='sudo'; else root_command='sudo -n'; fi
  $root_command true 2>/dev/null
}

as_root() { $root_command "$@"; }

# Debian's policy for daemons: 101 forbids the start of what is being installed.
forbid_service_starts() {
  local path=/usr/sbin/policy-rc.d
  if [ -e "$path" ]; then return; fi
  policy_file=$path
  printf '#!/bin/sh\nexit 101\n' | as_root tee "$path" >/dev/null
  as_root chmod 755 "$path"
}

allow_service_starts() {
  if [ -n "$policy_file" ]; then as_root rm -f "$policy_file"; fi
  policy_file=''
}
trap allow_service_starts EXIT

apt_get() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq --yes -o DPkg::Lock::Timeout=120 "$@" </dev/null >&2
}

# Prints the first of the named packages that apt has heard of.
first_known_to_apt() {
  local package
  for package in "$@"; do
    if apt-cache show "$package" >/dev/null 2>&1; then
      printf '%s' "$package"
      return
    fi
  done
  return 1
}

# Installs the first of the named packages that there is. The package lists of a fresh machine are
# empty and those of an old one name files that are gone: only then are they fetched.
apt_install() {
  local package
  forbid_service_starts
  if ! package=$(first_known_to_apt "$@") || ! apt_get install --no-install-recommends "$package"; then
    apt_get update || fail 'apt-get update failed, see above.'
    package=$(first_known_to_apt "$@") || fail "apt-get knows no package $1. Install it by hand."
    apt_get install --no-install-recommends "$package" ||
      fail "apt-get could not install $package, see above."
  fi
  allow_service_starts
}

brew_install() {
  HOMEBREW_NO_AUTO_UPDATE=1 brew install "$@" </dev/null >&2 ||
    fail "brew install $* failed, see above."
}

# --- Redis ---

has_redis() { has redis-server || has valkey-server; }

ensure_redis() {
  if has_redis; then return; fi
  if has apt-get && can_be_root; then
    say 'installing redis-server with apt-get'
    apt_install redis-server
    # The service runs its own Redis; the package's would also start with the machine.
    if has systemctl; then as_root systemctl disable redis-server >/dev/null 2>&1 || true; fi
  elif has brew; then
    say 'installing redis with Homebrew'
    brew_install redis
  else
    fail 'Redis is missing. Install redis-server or valkey-server so that it is on the PATH, then run this again.'
  fi
  hash -r
  has_redis || fail 'Redis was installed but redis-server is not on the PATH.'
}

# --- Chromium, for the tests ---

has_browser() {
  local name
  if [ -n "${CHROMIUM_PATH:-}" ]; then
    [ -x "$CHROMIUM_PATH" ] || fail "CHROMIUM_PATH is $CHROMIUM_PATH, where there is no program."
    return
  fi
  for name in chromium chromium-browser google-chrome google-chrome-stable; do
    if has "$name"; then return; fi
  done
  [ -x '/Applications/Chromium.app/Contents/MacOS/Chromium' ] ||
    [ -x '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome' ]
}

ensure_browser() {
  if has_browser; then return; fi
  if has apt-get && can_be_root; then
    say 'installing chromium with apt-get'
    # Ubuntu has it under the second name only.
    apt_install chromium chromium-browser
  elif has brew; then
    say 'installing google-chrome with Homebrew'
    brew_install --cask google-chrome
  else
    fail 'Chromium is missing. Install Chromium or Google Chrome, or set CHROMIUM_PATH, then run this again.'
  fi
  hash -r
  has_browser || fail 'A browser was installed but not found. Set CHROMIUM_PATH to its program.'
}

check_node
ensure_dependencies
ensure_redis
if [ "${1:-}" = '--with-browser' ]; then ensure_browser; fi
