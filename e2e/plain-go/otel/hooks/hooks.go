// Package hooks holds the hooks of the rules beside it.
package hooks

import (
	"fmt"

	"example.com/plain/lib"
)

// BeforeRun says which job begins.
func BeforeRun(job *lib.Job) {
	fmt.Println("hook: begin", job.Name)
}
