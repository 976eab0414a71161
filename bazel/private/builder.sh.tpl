#!/bin/sh
# Stands where rules_go's builder stands. Everything ends in the real builder; before that
#   compilepkg  goes through our program, which compiles woven files at the paths of the originals, if there are any;
#   link        is filtered here (link.bzl).
# Node is started only where files have to be put together: its start would be a part of every compilation and every link. What is
# left is done with sed, for the shell reads files byte by byte.
runfiles="$0.runfiles"
real="$runfiles/%real%"
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

if [ -n "$params" ]; then
  shift
else
  params="${TMPDIR:-/tmp}/otel-$verb-$$.given"
  given="$params"
  while [ $# -gt 0 ] && [ "$1" != -- ]; do
    # Quoted as Bazel does it.
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
  done >"$params"
fi
kept="${TMPDIR:-/tmp}/otel-$verb-$$.params"
q="'\\{0,1\\}"

# The verb stays on the command line.
if [ "$verb" = link ]; then
  # GoOtelMain has written what to do with the archives (src/worker/linkscript.ts).
  script="$(sed -n "s/^${q}otel=otel-link=\\([^']*\\)${q}\$/\\1/p" "$params")"
  sed -e 1d -f "$script" "$params" >"$kept"
  "$real" "$verb" "-param=$kept" "$@"
else
  # Directories that weaving has written (weave.bzl), and whether there is a file in them.
  woven="$(sed -n "/^${q}-embedsrc${q}\$/{n;s/^${q}\\([^']*\\.otelweave\\)${q}\$/\\1/p;}" "$params")"
  changed="$(printf '%s\n' "$woven" | while IFS= read -r dir; do [ -z "$dir" ] || ls -A "$dir"; done)"
  if [ -n "$changed" ]; then
    "$runfiles/%node%" "$runfiles/%program%" "$real" "-param=$params" "$@"
  else
    sed -e 1d -e "/^${q}-embedsrc${q}\$/{N;/\\.otelweave${q}\$/d;}" "$params" >"$kept"
    "$real" "$verb" "-param=$kept" "$@"
  fi
fi
status=$?
rm -f "$kept" "$given"
exit $status
