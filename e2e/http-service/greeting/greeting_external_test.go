package greeting_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"example.com/httpservice/greeting"
)

func TestCompose(t *testing.T) {
	g := greeting.New("Hello")
	got, err := g.Compose(context.Background(), " Ada ")
	if want := "Hello, Ada!"; got != want || err != nil {
		t.Errorf("Compose = %q, %v, want %q", got, err, want)
	}
	if _, err := g.Compose(context.Background(), " "); !errors.Is(err, greeting.ErrNobody) {
		t.Errorf("Compose without a name: %v, want %v", err, greeting.ErrNobody)
	}
}

func TestComposeOverHTTP(t *testing.T) {
	g := greeting.New("Hello")
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		text, err := g.Compose(r.Context(), r.URL.Query().Get("name"))
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		io.WriteString(w, text)
	}))
	defer server.Close()
	response, err := http.Get(server.URL + "?name=Ada")
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if body, _ := io.ReadAll(response.Body); string(body) != "Hello, Ada!" {
		t.Errorf("body = %q", body)
	}
}
