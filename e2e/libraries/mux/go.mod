module example.com/mux

go 1.25.0

require (
	example.com/webclient v0.0.0
	github.com/gorilla/mux v1.8.1
)

replace example.com/webclient => ../webclient
