package target

import "net/http"

func Do() []*http.Server {
	return []*http.Server{
		{Addr: ":0"},
		&http.Server{MaxHeaderBytes: 1, Addr: ":0"},
		{},
	}
}
