package other

import "example.com/w/inject_hooks/exclude_callers/target"

func Quiet(db *target.DB) {
	for q := range queries {
		db.Query(q)
	}
}

func queries(yield func(string) bool) { yield("in Quiet") }

func Loud(db *target.DB) {
	Quiet(db)
	defer db.Query("deferred in Loud")
	func(query func(string) error) { query("by value in Loud") }(db.Query)
}
