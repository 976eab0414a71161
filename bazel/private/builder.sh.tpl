#!/bin/sh
# Stands where rules_go's builder stands. Everything ends in the real builder; before that
#   compilepkg  goes through our program, which compiles woven files at the paths of the originals;
#   link        is filtered here (link.bzl). No Node: its start would be a part of every link.
runfiles="$0.runfiles"
real="$runfiles/%real%"
verb="$1"
# A command line that is long lies in a param file as a whole, the verb first.
case "$verb" in
-param=*)
  params="${verb#-param=}"
  IFS= read -r verb <"$params"
  ;;
esac
case "$verb" in
compilepkg) exec "$runfiles/%node%" "$runfiles/%program%" "$real" "$@" ;;
link) ;;
*) exec "$real" "$@" ;;
esac

if [ -z "$params" ]; then
  params="${TMPDIR:-/tmp}/otel-link-$$.given"
  for arg in "$@"; do
    # Quoted as Bazel does it.
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
  done >"$params"
  given="$params"
fi

# GoOtelMain has written what to do with the archives (src/worker/linkscript.ts); the verb stays on the command line.
script="$(sed -n "s/^'\{0,1\}otel=otel-link=\([^']*\)'\{0,1\}\$/\1/p" "$params")"
kept="${TMPDIR:-/tmp}/otel-link-$$.params"
sed -e 1d -f "$script" "$params" >"$kept"
"$real" link "-param=$kept"
status=$?
rm -f "$kept" "$given"
exit $status
