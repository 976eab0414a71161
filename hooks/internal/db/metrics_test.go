package db

import (
	"context"
	"sync"
	"testing"

	"go.opentelemetry.io/otel/metric"
	sdkmetric "go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/metric/metricdata"
)

// provider returns a meter, and what its only instrument has been observed to be; -1 where nobody observes it.
func provider(t *testing.T) (metric.Meter, func() int64) {
	reader := sdkmetric.NewManualReader()
	meter := sdkmetric.NewMeterProvider(sdkmetric.WithReader(reader)).Meter("test")
	return meter, func() int64 {
		t.Helper()
		var all metricdata.ResourceMetrics
		if err := reader.Collect(t.Context(), &all); err != nil {
			t.Fatal(err)
		}
		for _, scope := range all.ScopeMetrics {
			for _, one := range scope.Metrics {
				return one.Data.(metricdata.Sum[int64]).DataPoints[0].Value
			}
		}
		return -1
	}
}

func TestPoolsAreObservedOnce(t *testing.T) {
	var callback Callback
	register := func(m metric.Meter) {
		count := NewPoolInstruments(m).Count
		observe := func(_ context.Context, o metric.Observer) error {
			o.ObserveInt64(count, 1)
			return nil
		}
		callback.Register(m, observe, count)
	}
	first, observed := provider(t)
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() { register(first) })
	}
	all.Wait()
	if n := observed(); n != 1 {
		t.Errorf("%d connections, want 1", n)
	}
	second, observedNow := provider(t)
	register(second)
	if before, now := observed(), observedNow(); before != -1 || now != 1 {
		t.Errorf("%d connections by the provider before, %d by the present one; want none, and 1", before, now)
	}
}
