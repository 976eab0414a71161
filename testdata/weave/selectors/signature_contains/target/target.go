package target

import (
	"fmt"
	"net/http"
)

func seen() { fmt.Println("seen") }

func A(w http.ResponseWriter, r *http.Request) {}

func B(n int) { fmt.Println("not seen") }
