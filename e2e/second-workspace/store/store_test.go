package store

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestStore(t *testing.T) {
	server := httptest.NewServer(new(Store).Handler())
	defer server.Close()
	response, err := http.Post(server.URL, "text/plain", strings.NewReader("hello"))
	if err != nil {
		t.Fatal(err)
	}
	sum, _ := io.ReadAll(response.Body)
	response.Body.Close()
	response, err = http.Get(server.URL + "/" + string(sum))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if text, _ := io.ReadAll(response.Body); string(text) != "HELLO!" {
		t.Errorf("text = %q, want HELLO!", text)
	}
}
