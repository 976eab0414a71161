#!/bin/sh
# Stand-in used by our own e2e where the public registry is not reached (see e2e/airgap/README.md). Not the real module.
# Merges the reports of all tests, listed in --reports_file, for --combined_report=lcov.
set -eu
# Adds up the counts of every line, file by file, in the order in which files are first seen.
merge() {
  awk -F '[:,]' '
    /^SF:/ { file = substr($0, 4); if (!(file in seen)) { seen[file] = 1; order[++files] = file } }
    /^DA:/ {
      key = file SUBSEP $2
      if (!(key in count)) lines[file] = lines[file] " " $2
      count[key] += $3
    }
    END {
      for (i = 1; i <= files; i++) {
        file = order[i]
        print "SF:" file
        n = split(lines[file], line, " ")
        for (a = 2; a <= n; a++) # Insertion sort: mawk has no asort.
          for (b = a; b > 1 && line[b - 1] + 0 > line[b] + 0; b--) { t = line[b]; line[b] = line[b - 1]; line[b - 1] = t }
        hit = 0
        for (a = 1; a <= n; a++) {
          c = count[file SUBSEP line[a]]
          hit += c > 0
          print "DA:" line[a] "," c
        }
        print "LH:" hit
        print "LF:" n
        print "end_of_record"
      }
    }' "$@"
}
for argument; do
  case $argument in
    --reports_file=*) reports=${argument#*=} ;;
    --output_file=*) output=${argument#*=} ;;
  esac
done
while read -r file; do cat "$file"; done < "$reports" | merge > "$output"
