package target

import "fmt"

type DB struct{}

func (*DB) Query(q string) error {
	fmt.Println("query", q)
	return nil
}

func (db *DB) QueryAll(q string) error {
	each := func() error { return db.Query(q + " in QueryAll") }
	return each()
}

func (db *DB) QuerySome(q string) error { return db.Query(q + " in QuerySome") }

func pingOnce(db *DB) { db.Query("ping") }

func Ping(db *DB) { pingOnce(db) }

// Count calls itself: its hooks run once.
func Count(n int) (int, error) {
	if n == 0 {
		return 0, nil
	}
	return Count(n - 1)
}

func Twice[T any](n int, of T) (int, T) { return 2 * n, of }

func AsItIs(n int) int {
	n, _ = Twice(n, "")
	return n
}

func Replaced(n int) int {
	n, _ = Twice(n, "")
	return n
}
