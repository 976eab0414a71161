package main

import (
	"fmt"

	"example.com/w/inject_hooks/exclude_callers/other"
	"example.com/w/inject_hooks/exclude_callers/other/jobs"
	"example.com/w/inject_hooks/exclude_callers/target"
)

func main() {
	db := &target.DB{}
	db.Query("in main")
	db.QueryAll("all")
	db.QuerySome("some")
	target.Ping(db)
	other.Loud(db)
	jobs.Job{DB: db}.Run()
	fmt.Println(target.Count(3))
	fmt.Println(target.AsItIs(1), target.Replaced(1))
}
