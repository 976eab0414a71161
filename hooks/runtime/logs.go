package runtime

import (
	"context"
	"os"
	"strconv"
	"strings"
	"sync"
	"time"

	"go.opentelemetry.io/otel/sdk/resource"

	"otel-go.internal/hooks/internal/logs"
	"otel-go.internal/hooks/internal/otlp"
)

// logBytes bounds the memory of records that wait, beside their number.
const logBytes = 32 << 20

// logExporter sends records, as [otlp.LogExporter] does.
type logExporter interface {
	Export(context.Context, *resource.Resource, []otlp.LogRecord) error
}

// logQueue holds records until they are exported, in batches: by a goroutine of its own, and at the end of the program.
type logQueue struct {
	exporter  logExporter
	described *resource.Resource
	limits    otlp.LogLimits
	most      int // records that wait
	batch     int // records of a request
	delay     time.Duration
	timeout   time.Duration

	mu      sync.Mutex
	waiting []otlp.LogRecord
	bytes   int

	// begun has a value when a record came into the empty queue, full when there are enough for a batch.
	begun, full chan struct{}
	// exporting is held by the goroutine while it exports.
	exporting chan struct{}
}

func newLogQueue(exporter logExporter, described *resource.Resource) *logQueue {
	most := number("OTEL_BLRP_MAX_QUEUE_SIZE", 2048)
	q := &logQueue{
		exporter: exporter, described: described, limits: logLimits(),
		most: most, batch: min(number("OTEL_BLRP_MAX_EXPORT_BATCH_SIZE", 512), most),
		delay:   time.Duration(number("OTEL_BLRP_SCHEDULE_DELAY", 1000)) * time.Millisecond,
		timeout: time.Duration(number("OTEL_BLRP_EXPORT_TIMEOUT", 30_000)) * time.Millisecond,
		begun:   make(chan struct{}, 1), full: make(chan struct{}, 1), exporting: make(chan struct{}, 1),
	}
	go q.run()
	return q
}

// logLimits reads the limits of log records, or else those of all attributes.
func logLimits() otlp.LogLimits {
	return otlp.LogLimits{
		Attributes:  number("OTEL_LOGRECORD_ATTRIBUTE_COUNT_LIMIT", number("OTEL_ATTRIBUTE_COUNT_LIMIT", 128)),
		ValueLength: number("OTEL_LOGRECORD_ATTRIBUTE_VALUE_LENGTH_LIMIT", number("OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT", -1)),
	}
}

// number reads a variable that holds a positive number.
func number(variable string, otherwise int) int {
	value := strings.TrimSpace(os.Getenv(variable))
	if value == "" {
		return otherwise
	}
	n, err := strconv.Atoi(value)
	if err != nil || n <= 0 {
		say(variable + "=" + value + ": want a positive number")
		return otherwise
	}
	return n
}

// add encodes a record and puts it into the queue, on the goroutine that logs.
func (q *logQueue) add(r *logs.Record) {
	n := 0
	if q.hasRoom() {
		n = q.put(otlp.EncodeLog(r, q.limits))
	}
	if n == 0 {
		// With a collector that does not answer something has been said already.
		sayOnce(ofCollector, "log records are dropped: the collector does not take them as fast as they are made")
	}
	if n == 1 {
		signalTo(q.begun)
	}
	if n >= q.batch {
		signalTo(q.full)
	}
}

// hasRoom spares a record that will be dropped from being encoded.
func (q *logQueue) hasRoom() bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	return len(q.waiting) < q.most && q.bytes < logBytes
}

// put returns how many records wait now, 0 if there is no room for this one.
func (q *logQueue) put(record otlp.LogRecord) int {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.waiting) >= q.most || q.bytes+record.Size() > logBytes {
		return 0
	}
	q.waiting = append(q.waiting, record)
	q.bytes += record.Size()
	return len(q.waiting)
}

func signalTo(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

func (q *logQueue) run() {
	// Never left: what net/http does for the exporter, on goroutines of its own too, makes no records.
	quiet.Enter()
	for range q.begun {
		timer := time.NewTimer(q.delay)
		select {
		case <-timer.C:
		case <-q.full:
			timer.Stop()
		}
		q.exporting <- struct{}{}
		errorHandler{}.Handle(q.export(context.Background()))
		<-q.exporting
	}
}

// export sends what waits. It goes on after an error: what is left then is of no more use than what failed, and is bounded.
func (q *logQueue) export(ctx context.Context) (first error) {
	for batch := q.take(); len(batch) > 0 && ctx.Err() == nil; batch = q.take() {
		limited, cancel := context.WithTimeout(ctx, q.timeout)
		if err := q.exporter.Export(limited, q.described, batch); err != nil && first == nil {
			first = err
		}
		cancel()
	}
	return first
}

func (q *logQueue) take() []otlp.LogRecord {
	q.mu.Lock()
	defer q.mu.Unlock()
	n := min(len(q.waiting), q.batch)
	batch := q.waiting[:n:n]
	q.waiting = append([]otlp.LogRecord(nil), q.waiting[n:]...)
	for _, r := range batch {
		q.bytes -= r.Size()
	}
	return batch
}

// flush sends what waits beside what is being sent, and waits for both.
func (q *logQueue) flush(ctx context.Context) error {
	err := q.export(ctx)
	select {
	case q.exporting <- struct{}{}:
		<-q.exporting
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}
