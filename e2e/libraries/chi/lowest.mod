module example.com/chi

go 1.25.0

require (
	example.com/webclient v0.0.0
	github.com/go-chi/chi/v5 v5.0.0
)

replace example.com/webclient => ../webclient
