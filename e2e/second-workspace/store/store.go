// Package store keeps texts by their checksum.
package store

import (
	"fmt"
	"io"
	"net/http"
	"sync"

	"example.com/second/checksum"
	"example.com/second/codes"
	"example.org/shout"
)

// Store is an http.Handler: POST / keeps the body and answers with its checksum, GET /{sum} answers with the text.
type Store struct {
	mu    sync.Mutex
	texts map[string]string
}

// Handler returns the routes of the store.
func (s *Store) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /{$}", s.put)
	mux.HandleFunc("GET /{sum}", s.get)
	return mux
}

func (s *Store) put(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	sum := fmt.Sprintf("%08x", checksum.Sum(body))
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.texts == nil {
		s.texts = map[string]string{}
	}
	s.texts[sum] = string(body)
	w.WriteHeader(codes.OK)
	io.WriteString(w, sum)
}

func (s *Store) get(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	text, ok := s.texts[r.PathValue("sum")]
	if !ok {
		http.Error(w, "no such text", codes.NotFound)
		return
	}
	io.WriteString(w, shout.Shout(text))
}
