package jobs

import "example.com/w/inject_hooks/exclude_callers/target"

type Job struct{ DB *target.DB }

func (j Job) Run() {
	done := make(chan bool)
	go func() {
		defer close(done)
		j.DB.Query("in a job")
		j.DB.QuerySome("of a job")
	}()
	<-done
}
