// Package lib does jobs.
package lib

import "errors"

// Job is a piece of work.
type Job struct {
	Name string
}

// ErrUnnamed is returned for a job without a name.
var ErrUnnamed = errors.New("a job without a name")

// Run does a job.
func Run(job *Job) (string, error) {
	if job.Name == "" {
		return "", ErrUnnamed
	}
	return "did " + job.Name, nil
}
