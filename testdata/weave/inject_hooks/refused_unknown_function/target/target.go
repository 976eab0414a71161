package target

type Server struct{}

func (Server) Serve() {}

func (*Server) Server() {}
