package target

import "net/http"

func Do(n int, r *http.Request) error { return nil }

func Other() {}
