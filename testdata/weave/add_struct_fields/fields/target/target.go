package target

import "fmt"

type Server struct {
	Name string `json:"name"` // the name
	port int
	// the end
}

func (s *Server) Do() {}

func (s *Server) Show() {}

func show(s string) { fmt.Println(s) }
