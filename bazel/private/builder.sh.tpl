#!/bin/sh
# Stands where rules_go's builder stands. Compiling a package and linking a binary go through our tool, which prepares them and
# then runs the real builder; everything else (nogo, test mains, …) goes to the real builder at once.
runfiles="$0.runfiles"
verb="$1"
# A command line that is long lies in a param file as a whole, the verb first.
case "$verb" in
-param=*) IFS= read -r verb <"${verb#-param=}" ;;
esac
case "$verb" in
compilepkg | link) exec "$runfiles/%node%" "$runfiles/%program%" builder --real "$runfiles/%real%" -- "$@" ;;
*) exec "$runfiles/%real%" "$@" ;;
esac
