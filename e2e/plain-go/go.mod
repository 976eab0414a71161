module example.com/plain

go 1.25.0
