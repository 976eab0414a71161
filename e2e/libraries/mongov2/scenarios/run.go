// Package scenarios uses MongoDB as a web service does: each scenario is one request.
package scenarios

import (
	"context"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"time"

	"go.mongodb.org/mongo-driver/v2/event"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"
)

// Run sends one request for each name of SCENARIOS and ends the program where one has another outcome than expected.
func Run(monitor *event.CommandMonitor) {
	address := os.Getenv("MONGO_ADDR")
	line, broken := newLine(address), newLine(address)
	client := connect(address, monitor)
	clients := map[string]*mongo.Client{
		"deadline": connect(line.address(), monitor),
		"retried":  connect(broken.address(), monitor, options.Client().SetRetryReads(true)),
		"refused":  connect(os.Getenv("NOBODY_ADDR"), monitor),
		"monitor":  connect(address, &event.CommandMonitor{Started: startled}),
	}
	scenarios := map[string]func(context.Context, *mongo.Client) error{
		"one": one, "many": many, "closed": closed, "bulk": bulk, "commands": commands, "duplicate": duplicate, "unknown": unknown,
		"session": session, "unacknowledged": unacknowledged, "cancelled": cancelled, "deadline": line.deadline, "retried": broken.retried,
		"refused": refused, "marshal": marshal, "monitor": monitored, "ended": ended,
	}
	mux := http.NewServeMux()
	for name, run := range scenarios {
		on := client
		if other, ok := clients[name]; ok {
			on = other
		}
		mux.HandleFunc("GET /"+name, func(w http.ResponseWriter, req *http.Request) {
			if err := run(req.Context(), on); err != nil {
				http.Error(w, err.Error(), http.StatusTeapot)
			}
		})
	}
	server := httptest.NewServer(mux)
	for _, name := range strings.Fields(os.Getenv("SCENARIOS")) {
		resp, err := http.Get(server.URL + "/" + name)
		if err != nil {
			log.Fatal(name, ": ", err)
		}
		body, _ := io.ReadAll(resp.Body)
		resp.Body.Close()
		if resp.StatusCode != http.StatusOK {
			log.Fatalf("%s: %s: %s", name, resp.Status, body)
		}
	}
	server.Close()
	line.close()
	broken.close()
	// What it sends to close its sessions is nobody's request.
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	if err := client.Disconnect(ctx); err != nil {
		log.Fatal(err)
	}
}

func connect(address string, monitor *event.CommandMonitor, more ...*options.ClientOptions) *mongo.Client {
	o := options.Client().ApplyURI("mongodb://" + address).SetServerSelectionTimeout(3 * time.Second).SetRetryWrites(false).SetRetryReads(false)
	if address == os.Getenv("NOBODY_ADDR") {
		o.SetServerSelectionTimeout(200 * time.Millisecond)
	}
	if monitor != nil {
		o.SetMonitor(monitor)
	}
	client, err := mongo.Connect(append([]*options.ClientOptions{o}, more...)...)
	if err != nil {
		log.Fatal(err)
	}
	return client
}
