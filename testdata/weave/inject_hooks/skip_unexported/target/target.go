package target

import "fmt"

type page struct{ n int }

func get(n int) (*page, page, error) {
	return &page{n}, page{n}, nil
}

func Get(n int) string {
	p, q, err := get(n)
	return fmt.Sprint(p != nil, q, err)
}
