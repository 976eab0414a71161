package signal

import (
	"os"
	"sync"
)

// otelSignal is set by otel-go.internal/hooks/runtime; process calls it for every signal that arrives.
var otelSignal func(os.Signal, *sync.Mutex, *[numSig]int64)

// otelSignalWoven tells that package that process calls otelSignal. Set by the init function: an initial value would change the
// export data.
var otelSignalWoven bool
