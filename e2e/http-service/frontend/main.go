// Frontend is the service that users talk to. It asks the greeter for everything.
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/url"
	"os"
	"strconv"
)

type frontend struct {
	greeter string
}

func main() {
	f := &frontend{greeter: os.Getenv("GREETER")}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /greet", f.greet)
	mux.HandleFunc("GET /panic", f.panic)
	mux.HandleFunc("GET /fail", f.fail)
	mux.HandleFunc("GET /headers", f.headers)
	mux.HandleFunc("GET /exit", f.exit)
	log.Fatal(http.ListenAndServe(os.Getenv("LISTEN"), mux))
}

// greet asks for the greeting with the request's context, and meanwhile for a mood from a goroutine that got no context.
func (f *frontend) greet(w http.ResponseWriter, r *http.Request) {
	type answer struct {
		text string
		err  error
	}
	mood := make(chan answer, 1)
	go func() {
		response, err := http.Get(f.greeter + "/mood")
		if err != nil {
			mood <- answer{err: err}
			return
		}
		text, err := body(response)
		mood <- answer{text, err}
	}()

	request, err := http.NewRequestWithContext(r.Context(), http.MethodGet, f.greeter+"/greeting/"+url.PathEscape(r.FormValue("name")), nil)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	text, err := body(response)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	m := <-mood
	if m.err != nil {
		http.Error(w, m.err.Error(), http.StatusBadGateway)
		return
	}
	fmt.Fprintf(w, "%s I feel %s.\n", text, m.text)
}

func (f *frontend) panic(w http.ResponseWriter, r *http.Request) {
	panic("the handler panics")
}

func (f *frontend) fail(w http.ResponseWriter, r *http.Request) {
	http.Error(w, "the handler fails", http.StatusInternalServerError)
}

// headers tells the headers of a request after it was sent, and those that arrived.
func (f *frontend) headers(w http.ResponseWriter, r *http.Request) {
	request, err := http.NewRequestWithContext(r.Context(), http.MethodGet, f.greeter+"/headers", nil)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	request.Header.Set("X-Frontend", "yes")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	text, err := body(response)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	json.NewEncoder(w).Encode(map[string]any{"sent": request.Header, "arrived": json.RawMessage(text)})
}

func (f *frontend) exit(w http.ResponseWriter, r *http.Request) {
	status, _ := strconv.Atoi(r.FormValue("status"))
	os.Exit(status)
}

func body(response *http.Response) (string, error) {
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err == nil && response.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s answered %s: %s", response.Request.URL.Path, response.Status, text)
	}
	return string(text), err
}
