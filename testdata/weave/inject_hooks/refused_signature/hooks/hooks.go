package hooks

import "net/http"

func Before(n string, r *http.Request) {}

func After(n int, err error) {}
