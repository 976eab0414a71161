#!/bin/sh
# Stands where rules_go's builder stands. Everything ends in the real builder; before that
#   compilepkg  goes through our program, which compiles woven files at the paths of the originals, if there are any;
#   link        is filtered here (link.bzl).
# Node is started only where files have to be put together: its start would be a part of every compilation and every link. What is
# left is done with sed, for the shell reads files byte by byte.
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
compilepkg | link) ;;
*) exec "$real" "$@" ;;
esac

if [ -z "$params" ]; then
  params="${TMPDIR:-/tmp}/otel-$verb-$$.given"
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
q="'\\{0,1\\}"

# Runs the real builder with the parameters that a sed script leaves. The verb stays on the command line.
run_filtered() {
  kept="${TMPDIR:-/tmp}/otel-$verb-$$.params"
  sed -e 1d "$@" "$params" >"$kept"
  "$real" "$verb" "-param=$kept"
  status=$?
  rm -f "$kept" "$given"
  exit $status
}

if [ "$verb" = link ]; then
  # GoOtelMain has written what to do with the archives (src/worker/linkscript.ts).
  run_filtered -f "$(sed -n "s/^${q}otel=otel-link=\\([^']*\\)${q}\$/\\1/p" "$params")"
fi

# Directories that weaving has written (weave.bzl), and whether there is a file in them.
woven="$(sed -n "/^${q}-embedsrc${q}\$/{n;s/^${q}\\([^']*\\.otelweave\\)${q}\$/\\1/p;}" "$params")"
changed="$(printf '%s\n' "$woven" | while IFS= read -r dir; do [ -z "$dir" ] || ls -A "$dir"; done)"
if [ -n "$changed" ]; then
  rm -f "$given"
  exec "$runfiles/%node%" "$runfiles/%program%" "$real" "$@"
fi
run_filtered -e "/^${q}-embedsrc${q}\$/{N;/\\.otelweave${q}\$/d;}"
