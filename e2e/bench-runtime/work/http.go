package work

import (
	"bufio"
	"io"
	"net"
	"net/http"
)

const (
	rawRequest  = "GET /items/7 HTTP/1.1\r\nHost: shop.example\r\nUser-Agent: bench\r\nAccept: */*\r\n\r\n"
	rawResponse = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Type: text/plain\r\n\r\nhello"
)

// httpServer is asked by bare bytes over a connection that stays: the client costs as little as can be.
func httpServer(parts Parts) (func() error, func(), error) {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /items/{id}", func(w http.ResponseWriter, r *http.Request) { _, _ = io.WriteString(w, "hello") })
	var handler http.Handler = mux
	if parts.Handler != nil {
		handler = parts.Handler(handler)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, nil, err
	}
	server := &http.Server{Handler: handler}
	go func() { _ = server.Serve(listener) }()
	connection, err := net.Dial("tcp", listener.Addr().String())
	if err != nil {
		return nil, nil, err
	}
	reader := bufio.NewReader(connection)
	request := func() error {
		if _, err := io.WriteString(connection, rawRequest); err != nil {
			return err
		}
		length := 0
		for {
			line, err := reader.ReadSlice('\n')
			if err != nil {
				return err
			}
			if len(line) == 2 {
				break
			}
			if len(line) > 16 && string(line[:16]) == "Content-Length: " {
				length = int(line[16] - '0')
			}
		}
		_, err := reader.Discard(length)
		return err
	}
	return request, func() { _ = connection.Close(); _ = server.Close() }, nil
}

// httpClient asks a server that answers with the same bytes whatever comes.
func httpClient(parts Parts) (func() error, func(), error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, nil, err
	}
	go answer(listener)
	var transport http.RoundTripper = &http.Transport{}
	if parts.Transport != nil {
		transport = parts.Transport(transport)
	}
	client := &http.Client{Transport: transport}
	url := "http://" + listener.Addr().String() + "/items/7"
	request := func() error {
		response, err := client.Get(url)
		if err != nil {
			return err
		}
		defer response.Body.Close()
		_, err = io.Copy(io.Discard, response.Body)
		return err
	}
	return request, func() { client.CloseIdleConnections(); _ = listener.Close() }, nil
}

func answer(listener net.Listener) {
	for {
		connection, err := listener.Accept()
		if err != nil {
			return
		}
		go func() {
			defer connection.Close()
			reader := bufio.NewReader(connection)
			for {
				line, err := reader.ReadSlice('\n')
				if err != nil {
					return
				}
				if len(line) > 2 {
					continue
				}
				if _, err := io.WriteString(connection, rawResponse); err != nil {
					return
				}
			}
		}()
	}
}
