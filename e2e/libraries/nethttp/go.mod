module example.com/nethttp

go 1.25.0
