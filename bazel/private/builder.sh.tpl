#!/bin/sh
# Stands where rules_go's builder stands. Everything ends in the real builder; before that
#   compilepkg  puts woven files at the paths of the originals, in a mirror of the execution root (builder.awk makes the plan);
#   link        is filtered (link.bzl).
# Only programs that every POSIX system has: an interpreter's start would be a part of every compilation and every link. Work on text
# is done by them too, for the shell reads files byte by byte.
runfiles="$0.runfiles"
real="$runfiles/%real%"
case "$real" in
/*) ;;
*) real="$PWD/$real" ;;
esac
verb="$1"
# Where the builder's own arguments are many they lie in a param file, the verb first. Behind `--` stand those of the linker.
case "$verb" in
-param=*)
  params="${verb#-param=}"
  IFS= read -r verb <"$params"
  ;;
esac
case "$verb" in
compilepkg | link) ;;
*) exec "$real" "$@" ;;
esac

# Prints the builder's own arguments, one a line, quoted as Bazel does it.
given() {
  while [ $# -gt 0 ] && [ "$1" != -- ]; do
    arg="$1"
    quoted=
    while :; do
      case "$arg" in
      *\'*)
        quoted="$quoted${arg%%\'*}'\\''"
        arg="${arg#*\'}"
        ;;
      *) break ;;
      esac
    done
    printf "'%s'\n" "$quoted$arg"
    shift
  done
}

if [ "$verb" = link ]; then
  # GoOtelMain has written what to do with the archives (src/worker/linkscript.ts). Every process counts here: a link is a part of each
  # build. So the parameters go by a pipe, when all of them are known.
  if [ -n "$params" ]; then
    shift
    q="'\\{0,1\\}"
    script="$(sed -n "s/^${q}otel=otel-link=\\([^']*\\)${q}\$/\\1/p" "$params")"
    kept="$(sed -e 1d -f "$script" "$params")" || exit 1
  else
    for arg; do
      case "$arg" in otel=otel-link=*) script="${arg#otel=otel-link=}" ;; esac
    done
    kept="$(given "$@" | sed -e 1d -f "$script")" || exit 1
    while [ $# -gt 0 ] && [ "$1" != -- ]; do shift; done
  fi
  # The verb stays on the command line.
  printf '%s\n' "$kept" | "$real" link -param=/dev/stdin "$@"
  exit
fi

# Sandboxes may number their processes alike, and share a folder.
temporary="${TMPDIR:-/tmp}/otel-build-$$"
tries=0
until mkdir "$temporary.$tries" 2>/dev/null; do
  tries=$((tries + 1))
  [ $tries -lt 1000 ] || exec mkdir "$temporary"
done
temporary="$temporary.$tries"
trap 'rm -rf "$temporary"' EXIT
trap 'exit 143' TERM
kept="$temporary/params"

if [ -n "$params" ]; then
  shift
else
  params="$temporary/given"
  given "$@" >"$params"
  while [ $# -gt 0 ] && [ "$1" != -- ]; do shift; done
fi

export PWD
# Writes the builder's parameters, and how to make the mirror, where there are woven files.
awk -v kept="$kept" -f "$runfiles/%plan%" "$params" >"$temporary/plan" || exit 1
if ! [ -s "$temporary/plan" ]; then
  "$real" "$verb" "-param=$kept" "$@"
  exit
fi
root="$PWD"
mirror="$temporary/root"

# A directory of the mirror: everything of the original one is linked.
directory() {
  [ "$1" = . ] || rm -f "$mirror/$1"
  mkdir -p "$mirror/$1"
  [ -d "$root/$1" ] || return
  set -- "$1" "$root/$1"/.[!.]* "$root/$1"/*
  dir="$mirror/$1"
  shift
  # A pattern that nothing matches stands for itself.
  [ -e "$1" ] || [ -L "$1" ] || shift
  [ $# -gt 1 ] || [ -e "$1" ] || [ -L "$1" ] || return
  ln -s "$@" "$dir"
}
# Woven files, in the place of links.
files() {
  dir="$mirror/$1"
  shift
  ln -sf "$@" "$dir"
}
. "$temporary/plan"

cd "$mirror" || exit 1
"$real" "$verb" "-param=$kept" "$@" 2>"$temporary/messages"
status=$?
# As the user knows the files: neither the mirror, nor the place that inserted code has in line directives (src/glue/lines.ts).
[ ! -s "$temporary/messages" ] || sed -e "s|$mirror/||g" -e 's|/otel-rules/||g' "$temporary/messages" >&2
exit $status
