package mongo

import (
	"context"
	"errors"
	"strconv"

	"go.mongodb.org/mongo-driver/event"
	"go.mongodb.org/mongo-driver/x/mongo/driver"

	"otel-go.internal/hooks/api"
	"otel-go.internal/hooks/internal/field"
	"otel-go.internal/hooks/internal/mongodb"
)

var library = mongodb.New("otel-go.internal/hooks/mongo", "mongo")

// operationName is what the driver calls an operation for which there is no command yet, from version 1.13 on.
var operationName = field.Of[driver.Operation, string]("Name")

// BeforeExecute begins an operation.
//
// Target: x/mongo/driver.Operation.Execute, through which everything goes that is sent to a server: tries happen inside.
func BeforeExecute(op driver.Operation, ctx context.Context) (*mongodb.Operation, context.Context) {
	// The handshake, the heartbeat and authentication have a connection already.
	_, ofDriver := op.Deployment.(driver.SingleConnectionDeployment)
	return library.Begin(ctx, ofDriver || byHand(op.CommandMonitor), op.Database, operationName.Get(&op), op.Batches)
}

// AfterExecute ends it.
func AfterExecute(o *mongodb.Operation, err error, exit api.Exit) {
	if errors.Is(err, driver.ErrUnacknowledgedWrite) {
		err = nil // what was asked for
	}
	o.End(err, statusCode(err), exit)
}

// BeforeStarted notes what goes to which server.
//
// Target: x/mongo/driver.Operation.publishStartedEvent, which is called for each command, with and without a monitor.
func BeforeStarted(_ any, ctx context.Context, info any) { mongodb.Sending(ctx, info) }

func byHand(monitor *event.CommandMonitor) bool {
	return monitor != nil && mongodb.ByHand(monitor.Started)
}

// statusCode is the server's code of an error; those of the driver have none.
func statusCode(err error) string {
	var failed driver.Error
	if errors.As(err, &failed) && failed.Code != 0 {
		return strconv.Itoa(int(failed.Code))
	}
	var write driver.WriteCommandError
	if !errors.As(err, &write) {
		return ""
	}
	switch {
	case len(write.WriteErrors) > 0:
		return strconv.FormatInt(write.WriteErrors[0].Code, 10)
	case write.WriteConcernError != nil:
		return strconv.FormatInt(write.WriteConcernError.Code, 10)
	}
	return ""
}
