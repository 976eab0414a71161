package api

import (
	"runtime"
	"strconv"
	"strings"
)

// Callers are functions for whose calls of a woven function a hook does not run.
type Callers []Caller

// Caller is a pattern: a star stands for any part of a name, two stars in a package for any number of path elements.
type Caller struct {
	Package string
	// Function is F or T.M; empty for every function of the package.
	Function string
}

// How far from the hook variable the woven function can be: calls of ours, bodies of range-over-func loops, their iterators.
const deepest = 32

// Calling says whether one of c has called function, the innermost call of which is under way. Names are the runtime's.
func (c Callers) Calling(function string) bool {
	var pcs [deepest]uintptr
	frames := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs[:])])
	inside := false
	for {
		frame, more := frames.Next()
		switch {
		case inside && !strings.HasPrefix(frame.Function, "runtime."):
			return c.match(frame.Function)
		case frame.Function == function:
			inside = true
		}
		if !more {
			return false
		}
	}
}

func (c Callers) match(function string) bool {
	path, names := splitName(function)
	for _, caller := range c {
		if !matchPackage(caller.Package, path) {
			continue
		}
		if caller.Function == "" {
			return true
		}
		for _, name := range names {
			if glob(caller.Function, name, '.') {
				return true
			}
		}
	}
	return false
}

// splitName takes a name of the runtime apart: example.com/yaml%2ev3.(*T[...]).M.func1 is T.M of example.com/yaml.v3, because a
// function literal belongs to the function that it is written in. Where a literal of G was inlined into F, the runtime calls
// it F.G.func1, which may be a method as well: there are two names.
func splitName(function string) (path string, names []string) {
	slash := strings.LastIndexByte(function, '/') + 1
	dot := strings.IndexByte(function[slash:], '.')
	if dot < 0 {
		return "", nil
	}
	path = unescape(function[:slash+dot])
	rest := strings.ReplaceAll(function[slash+dot+1:], "[...]", "")
	parts := strings.Split(rest, ".")
	literal := false
	for i, part := range parts {
		if at := strings.Index(part, "-range"); at >= 0 {
			parts[i] = part[:at]
			literal = true
		}
	}
	declared := len(parts)
	for declared > 1 && isLiteral(parts[declared-1]) {
		declared--
	}
	name := strings.TrimSuffix(parts[declared-1], "-fm")
	if declared == 1 {
		return path, []string{name}
	}
	receiver := parts[declared-2]
	pointer := strings.HasPrefix(receiver, "(")
	names = []string{strings.Trim(receiver, "(*)") + "." + name}
	if (literal || declared < len(parts)) && !pointer {
		names = append(names, name)
	}
	return path, names
}

// isLiteral knows the names that the compiler makes: func1, gowrap1, deferwrap2, and the numbers of literals in literals and of
// init functions.
func isLiteral(part string) bool {
	for _, prefix := range []string{"func", "gowrap", "deferwrap", ""} {
		if number, ok := strings.CutPrefix(part, prefix); ok && isNumber(number) {
			return true
		}
	}
	return false
}

func isNumber(s string) bool {
	_, err := strconv.ParseUint(s, 10, 32)
	return err == nil
}

// unescape undoes what the linker does to dots of a path's last element.
func unescape(path string) string {
	for from := 0; ; {
		at := strings.IndexByte(path[from:], '%')
		if at < 0 || from+at+3 > len(path) {
			return path
		}
		at += from
		if c, err := strconv.ParseUint(path[at+1:at+3], 16, 8); err == nil {
			path = path[:at] + string([]byte{byte(c)}) + path[at+3:]
		}
		from = at + 1
	}
}

func matchPackage(pattern, path string) bool {
	if below, ok := strings.CutSuffix(pattern, "/**"); ok && glob(below, path, '/') {
		return true
	}
	return glob(pattern, path, '/')
}

// glob matches a pattern in which a star does not reach over separator, and two stars do.
func glob(pattern, text string, separator byte) bool {
	for pattern != "" {
		if pattern[0] != '*' {
			if text == "" || text[0] != pattern[0] {
				return false
			}
			pattern, text = pattern[1:], text[1:]
			continue
		}
		rest := strings.TrimLeft(pattern, "*")
		far := len(pattern)-len(rest) > 1
		for {
			if glob(rest, text, separator) {
				return true
			}
			if text == "" || (text[0] == separator && !far) {
				return false
			}
			text = text[1:]
		}
	}
	return text == ""
}
