package target

import "fmt"

type request struct{ path string }

type response struct{ code int }

func do(r *request) (response, error) { return response{len(r.path)}, nil }

func Do(path string) string {
	r, err := do(&request{path})
	return fmt.Sprint(r.code, err)
}
