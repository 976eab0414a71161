package target

import "runtime"

func Where() (mine, callers int) {
	_, _, mine, _ = runtime.Caller(0)
	_, _, callers, _ = runtime.Caller(1)
	return
}
