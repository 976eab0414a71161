package databasesql

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"runtime"
	"sync"
	"testing"
	"time"

	sdkmetric "go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/metric/metricdata"

	"otel-go.internal/hooks/api"
	"otel-go.internal/hooks/internal/telemetry"
)

type connector struct{}

func (connector) Connect(context.Context) (driver.Conn, error) { return nil, errors.New("no server") }
func (connector) Driver() driver.Driver                        { return nil }

var reader = sync.OnceValue(func() *sdkmetric.ManualReader {
	r := sdkmetric.NewManualReader()
	telemetry.SetMeterProvider(sdkmetric.NewMeterProvider(sdkmetric.WithReader(r)))
	return r
})

// idleMax is the sum that all pools tell; databases are all called the same here.
func idleMax(t *testing.T) int64 {
	t.Helper()
	var all metricdata.ResourceMetrics
	if err := reader().Collect(t.Context(), &all); err != nil {
		t.Fatal(err)
	}
	for _, scope := range all.ScopeMetrics {
		for _, one := range scope.Metrics {
			if one.Name == "db.client.connection.idle.max" {
				return one.Data.(metricdata.Sum[int64]).DataPoints[0].Value
			}
		}
	}
	return 0
}

func wait(t *testing.T, handle *sql.DB) {
	AfterConn(BeforeConn(handle, t.Context(), nil), nil, nil, api.Exit{})
}

func TestAHandleIsMeasuredOnceUntilItIsClosed(t *testing.T) {
	reader()
	handle := sql.OpenDB(connector{})
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() { wait(t, handle) })
	}
	all.Wait()
	if n := idleMax(t); n != defaultIdleMax {
		t.Errorf("%d idle connections allowed, want %d", n, defaultIdleMax)
	}
	BeforeClose(handle)
	_ = handle.Close()
	wait(t, handle)
	BeforeSetMaxIdleConns(handle, 7)
	if n := idleMax(t); n != 0 {
		t.Errorf("%d idle connections allowed after Close, want none to be told", n)
	}
	BeforeClose(handle)
	runtime.KeepAlive(handle)
}

func TestClosedHandlesAreForgotten(t *testing.T) {
	for range 10 {
		handle := sql.OpenDB(connector{})
		AfterOpenDB(handle)
		BeforeClose(handle)
		_ = handle.Close()
	}
	left := -1
	for end := time.Now().Add(10 * time.Second); left != 0 && time.Now().Before(end); time.Sleep(time.Millisecond) {
		runtime.GC()
		left = 0
		closedHandles.Range(func(any, any) bool { left++; return true })
	}
	if left != 0 {
		t.Errorf("%d handles that were closed are remembered for ever", left)
	}
}
