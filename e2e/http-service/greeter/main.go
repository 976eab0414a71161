// Greeter is the service that makes greetings.
package main

import (
	"encoding/json"
	"io"
	"log"
	"math/rand/v2"
	"net/http"
	"os"

	"example.com/httpservice/greeting"
)

func main() {
	greeter := greeting.New("Hello")
	mux := http.NewServeMux()
	mux.HandleFunc("GET /greeting/{name}", func(w http.ResponseWriter, r *http.Request) {
		text, err := greeter.Compose(r.Context(), r.PathValue("name"))
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		io.WriteString(w, text)
	})
	mux.HandleFunc("GET /mood", func(w http.ResponseWriter, r *http.Request) {
		io.WriteString(w, greeting.Mood(rand.IntN(100)))
	})
	mux.HandleFunc("GET /headers", func(w http.ResponseWriter, r *http.Request) {
		json.NewEncoder(w).Encode(r.Header)
	})
	log.Fatal(http.ListenAndServe(os.Getenv("LISTEN"), mux))
}
