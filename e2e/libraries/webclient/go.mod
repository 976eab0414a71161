module example.com/webclient

go 1.25.0
