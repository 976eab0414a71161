# Reads the parameters of a compilation (one a line, quoted by Bazel where need be, the verb first), writes to the file `kept` those
# for the real builder, and prints the shell commands that make the mirror of the execution root; nothing where no file is woven.
#
# Directories that weaving has written come as `-embedsrc NAME.otelweave` (weave.bzl). Their files take the place of the sources of
# the same name; what has no such source lies beside the package's first Go file: the glue of main is compiled first (its
# initialisation comes first), everything else last (other files' symbols keep their order).

function plain(text) {
  if (text !~ /^'.*'$/) return text
  text = substr(text, 2, length(text) - 2)
  gsub(/'\\''/, "'", text)
  return text
}

function quote(text) {
  gsub(/'/, "'\\''", text)
  return "'" text "'"
}

function base(path) {
  sub(/.*\//, "", path)
  return path
}

function parent(path) {
  return sub(/\/[^\/]*$/, "", path) ? path : "."
}

# Parents come before what lies in them.
function directory(path) {
  if (path in made) return
  if (path != ".") directory(parent(path))
  made[path] = 1
  print "directory " quote(path)
}

function keep(line) {
  lines[++count] = line
}

NR == 1 { next }

embeds {
  embeds = 0
  if (plain($0) ~ /\.otelweave$/) {
    woven[++dirs] = plain($0)
  } else {
    keep(flag)
    keep($0)
  }
  next
}

output {
  output = 0
  outputs[count + 1] = 1
}

source {
  source = 0
  path = plain($0)
  if (!(base(path) in sources)) sources[base(path)] = path
  if (first == "" && path ~ /\.go$/) first = path
}

{
  word = plain($0)
  if (word == "-embedsrc") {
    embeds = 1
    flag = $0
    next
  }
  source = word == "-src"
  # Flags of compilepkg that name outputs: they must not land in the mirror.
  output = word == "-lo" || word == "-o" || word == "-imports" || word == "-cgoexport" || word == "-cgo_go_srcs"
  keep($0)
}

END {
  root = ENVIRON["PWD"] "/"
  for (i = 1; i <= dirs; i++) {
    list = "ls -A " quote(woven[i])
    while ((list | getline name) > 0) {
      place = name in sources ? parent(sources[name]) : parent(first)
      if (!(name in sources)) {
        added = "-src\n" quote((place == "." ? "" : place "/") name) "\n"
        if (name == "aa_otel_glue.go") before = before added
        else after = after added
      }
      if (!(place in placed)) places[++number] = place
      placed[place] = placed[place] " " quote(root woven[i] "/" name)
    }
    close(list)
  }
  printf "%s", before > kept
  for (i = 1; i <= count; i++) {
    absolute = number > 0 && i in outputs && plain(lines[i]) !~ /^\//
    print absolute ? quote(root plain(lines[i])) : lines[i] > kept
  }
  printf "%s", after > kept
  for (i = 1; i <= number; i++) directory(places[i])
  for (i = 1; i <= number; i++) print "files " quote(places[i]) placed[places[i]]
}
