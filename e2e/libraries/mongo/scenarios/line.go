package scenarios

import (
	"bytes"
	"context"
	"errors"
	"log"
	"net"
	"sync/atomic"
	"time"

	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/mongo"
)

// line is a way to the server that can fall silent, or break.
type line struct {
	listener net.Listener
	silent   atomic.Bool
	// breaks is how many of the next commands find end their connection.
	breaks atomic.Int32
}

func newLine(server string) *line {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	l := &line{listener: listener}
	go func() {
		for {
			near, err := listener.Accept()
			if err != nil {
				return
			}
			far, err := net.Dial("tcp", server)
			if err != nil {
				near.Close()
				continue
			}
			go l.carry(far, near)
			go l.carry(near, far)
		}
	}()
	return l
}

func (l *line) carry(to, from net.Conn) {
	defer to.Close()
	buffer := make([]byte, 64<<10)
	for {
		n, err := from.Read(buffer)
		if bytes.Contains(buffer[:n], []byte("find\x00")) && l.breaks.Add(-1) >= 0 {
			return
		}
		if n > 0 && !l.silent.Load() {
			if _, err := to.Write(buffer[:n]); err != nil {
				return
			}
		}
		if err != nil {
			return
		}
	}
}

func (l *line) address() string { return l.listener.Addr().String() }

func (l *line) close() { l.listener.Close() }

// deadline asks a server that does not answer.
func (l *line) deadline(ctx context.Context, client *mongo.Client) error {
	if err := client.Ping(ctx, nil); err != nil {
		return err
	}
	l.silent.Store(true)
	ctx, cancel := context.WithTimeout(ctx, 300*time.Millisecond)
	defer cancel()
	return wantError(client.Database("shop").Collection("orders").FindOne(ctx, bson.D{{Key: "status", Value: "new"}}).Err())
}

// retried asks a server that is lost before it answers; the driver asks again.
func (l *line) retried(ctx context.Context, client *mongo.Client) error {
	if err := client.Ping(ctx, nil); err != nil {
		return err
	}
	l.breaks.Store(1)
	_, err := client.Database("shop").Collection("orders").Find(ctx, bson.D{})
	if l.breaks.Load() >= 0 {
		return errors.New("asked once only")
	}
	return err
}
