package runtime

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"testing"
	"time"

	"go.opentelemetry.io/otel/sdk/resource"

	"otel-go.internal/hooks/internal/gls"
	"otel-go.internal/hooks/internal/logs"
	"otel-go.internal/hooks/internal/otlp"
)

// collector counts records, and holds up exports until it is told to go on.
type collector struct {
	mu      sync.Mutex
	got     int
	batches []int
	hold    chan struct{}
	begun   chan struct{}
	quiet   bool
	err     error
}

func (c *collector) Export(ctx context.Context, _ *resource.Resource, records []otlp.LogRecord) error {
	if c.begun != nil {
		c.begun <- struct{}{}
	}
	if c.hold != nil {
		select {
		case <-c.hold:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.got += len(records)
	c.batches = append(c.batches, len(records))
	c.quiet = quiet.Is(gls.Current())
	return c.err
}

func (c *collector) count() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.got
}

func queue(t *testing.T, c *collector, delay string) *logQueue {
	t.Setenv("OTEL_BLRP_SCHEDULE_DELAY", delay)
	t.Setenv("OTEL_BLRP_MAX_QUEUE_SIZE", "20")
	t.Setenv("OTEL_BLRP_MAX_EXPORT_BATCH_SIZE", "8")
	return newLogQueue(c, nil)
}

var oneRecord = &logs.Record{Body: slog.StringValue("text")}

const never = "3600000"

func TestQueueIsBounded(t *testing.T) {
	c := &collector{begun: make(chan struct{}, 100), hold: make(chan struct{})}
	q := queue(t, c, never)
	for range 8 {
		q.add(oneRecord)
	}
	<-c.begun // the batch is full
	for range 100 {
		q.add(oneRecord)
	}
	if len(q.waiting) != 20 {
		t.Errorf("%d records wait", len(q.waiting))
	}
	close(c.hold)
	if err := q.flush(context.Background()); err != nil || c.count() != 28 {
		t.Errorf("%d records, error %v", c.count(), err)
	}
	for _, n := range c.batches {
		if n > 8 {
			t.Errorf("batches of %v", c.batches)
		}
	}
	if q.bytes != 0 {
		t.Errorf("%d bytes are left", q.bytes)
	}
}

func TestQueueIsBoundedInBytes(t *testing.T) {
	q := queue(t, &collector{}, never)
	huge := &logs.Record{Body: slog.StringValue(string(make([]byte, logBytes/4)))}
	for range 6 {
		q.add(huge)
	}
	if q.mu.Lock(); len(q.waiting) != 3 {
		t.Errorf("%d records wait", len(q.waiting))
	}
	q.mu.Unlock()
}

func TestRecordsAreExportedAfterTheDelay(t *testing.T) {
	c := &collector{begun: make(chan struct{}, 100), err: errors.New("refused")}
	q := queue(t, c, "1")
	for range 3 { // an error does not end it
		q.add(oneRecord)
		<-c.begun
	}
	_ = q.flush(context.Background())
	if c.count() != 3 || !c.quiet {
		t.Errorf("%d records, quiet %v", c.count(), c.quiet)
	}
}

func TestFlushWaitsForWhatIsBeingSent(t *testing.T) {
	c := &collector{begun: make(chan struct{}, 100), hold: make(chan struct{})}
	q := queue(t, c, "1")
	q.add(oneRecord)
	<-c.begun
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Millisecond)
	defer cancel()
	if err := q.flush(ctx); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}
	close(c.hold)
	if err := q.flush(context.Background()); err != nil || c.count() != 1 {
		t.Errorf("%d records, error %v", c.count(), err)
	}
}

func TestManyGoroutinesLog(t *testing.T) {
	c := &collector{}
	t.Setenv("OTEL_BLRP_SCHEDULE_DELAY", "1")
	q := newLogQueue(c, nil)
	var all sync.WaitGroup
	for range 10 {
		all.Go(func() {
			for range 100 {
				q.add(oneRecord)
			}
		})
	}
	all.Wait()
	if err := q.flush(context.Background()); err != nil || c.count() != 1000 {
		t.Errorf("%d records, error %v", c.count(), err)
	}
}
