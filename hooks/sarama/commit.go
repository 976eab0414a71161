package sarama

import (
	"context"
	"sync"
	"time"
	"unsafe"

	"otel-go.internal/hooks/api"
	"otel-go.internal/hooks/internal/messaging"
)

// committing is one call of Commit, which returns no error: it reports to the managers of the partitions.
type committing struct {
	call    *messaging.Call
	manager unsafe.Pointer
	mutex   sync.Mutex
	err     error
}

var commits sync.Map // unsafe.Pointer of an offset manager -> *committing

// BeforeCommit starts the span of a commit that the application asks for.
//
// Target: sarama.(*offsetManager).Commit, unless the manager's own loop calls it.
func BeforeCommit(manager any) *committing {
	ctx := context.Background()
	if !library.On || messaging.Suppressed(ctx) {
		return nil
	}
	place, _ := placeOf(manager)
	place.Group, _ = field(manager, "group").(string)
	c := &committing{manager: address(manager)}
	c.call = library.Start(messaging.Parent(ctx), messaging.Commit, place, 0, nil, time.Now())
	commits.Store(c.manager, c)
	return c
}

// BeforeOffsetError notes the first error of a commit.
//
// Target: sarama.(*partitionOffsetManager).handleError.
func BeforeOffsetError(partition any, err error) {
	if !library.On {
		return
	}
	if known, ok := commits.Load(address(field(partition, "parent"))); ok {
		c := known.(*committing)
		c.mutex.Lock()
		if c.err == nil {
			c.err = err
		}
		c.mutex.Unlock()
	}
}

// AfterCommit ends it.
func AfterCommit(c *committing, exit api.Exit) {
	if c == nil {
		return
	}
	commits.CompareAndDelete(c.manager, c)
	if exit.Panicked {
		c.call.Panicked()
		return
	}
	c.mutex.Lock()
	err := c.err
	c.mutex.Unlock()
	end(c.call, err)
}
