// Package other uses lib.
package other

import "example.com/plain/lib"

// Twice does a job two times.
func Twice(name string) string {
	job := &lib.Job{Name: name}
	first, _ := lib.Run(job)
	second, _ := lib.Run(job)
	return first + ", " + second
}
