module example.com/rulelanguage

go 1.25.0

require golang.org/x/time v0.14.0
