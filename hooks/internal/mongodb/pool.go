package mongodb

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"otel-go.internal/hooks/internal/db"
)

// PoolEvent is what the driver tells of a pool of connections.
type PoolEvent struct {
	Type    string
	Address string
	// Max is the pool's limit, of the event of its creation.
	Max uint64
	// Took is how long a wait was.
	Took time.Duration
	// Reason says why there was no connection.
	Reason string
}

// Pool follows the pool of one server.
type Pool struct {
	library    *Library
	mu         sync.Mutex
	metrics    *db.PoolMetrics
	open, used atomic.Int64
}

// NewPool makes it.
func (l *Library) NewPool() *Pool { return &Pool{library: l} }

var errNoConnection = errors.New("no connection")

// Event takes note of an event. Source of the types: MongoDB's specification of connection monitoring and pooling.
func (p *Pool) Event(e PoolEvent) {
	switch e.Type {
	case "ConnectionPoolCreated":
		p.created(e)
	case "ConnectionPoolClosed":
		p.closed()
	case "ConnectionCreated":
		p.open.Add(1)
	case "ConnectionClosed":
		p.open.Add(-1)
	case "ConnectionCheckOutStarted":
		if m := p.current(); m != nil {
			m.Queue()
		}
	case "ConnectionCheckedOut":
		p.used.Add(1)
		p.waited(e, nil)
	case "ConnectionCheckedIn":
		p.used.Add(-1)
	case "ConnectionCheckOutFailed":
		err := errNoConnection
		if e.Reason == "timeout" {
			err = context.DeadlineExceeded
		}
		p.waited(e, err)
	}
}

func (p *Pool) waited(e PoolEvent, err error) {
	if m := p.current(); m != nil {
		m.Dequeue(e.Took, err)
	}
}

func (p *Pool) current() *db.PoolMetrics {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.metrics
}

func (p *Pool) created(e PoolEvent) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.metrics != nil {
		return
	}
	most := int64(min(e.Max, 1<<31))
	p.metrics = p.library.AddPool(db.NewTarget(serverOf(e.Address)).PoolName(), func() db.PoolStats {
		used := max(p.used.Load(), 0)
		return db.PoolStats{Idle: max(p.open.Load()-used, 0), Used: used, Max: most}
	})
}

func (p *Pool) closed() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.metrics != nil {
		p.metrics.Remove()
		p.metrics = nil
	}
}
