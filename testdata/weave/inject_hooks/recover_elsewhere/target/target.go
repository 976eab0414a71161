package target

import "example.com/w/inject_hooks/recover_elsewhere/crash"

func Work(fail bool) (n int) {
	defer crash.HandleCrash()
	n = 1
	if fail {
		panic("failed")
	}
	return 2
}
