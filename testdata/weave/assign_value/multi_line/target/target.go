package target

import "runtime"

var List = []string{
	"a",
	"b", // two
}

func Line() (line int) {
	_, _, line, _ = runtime.Caller(0)
	return
}
