package mongodb

import (
	"net"
	"reflect"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"otel-go.internal/hooks/internal/db"
)

const system = "mongodb"

// Library is the instrumentation of one major version of the driver.
type Library struct {
	*db.Library

	targets sync.Map // db.Server -> *db.Target
	known   atomic.Int32
}

// maxTargets bounds what is kept: a program may have a database for each of its tenants.
const maxTargets = 1000

// New makes the instrumentation whose scope is called after the import path of the hooks, and which is switched by name.
func New(importPath, name string) *Library { return &Library{Library: db.NewLibrary(importPath, name)} }

// target is a database at an address, which is empty as long as no server has been selected.
func (l *Library) target(address, database string) *db.Target {
	server := serverOf(address)
	server.Namespace = database
	if known, ok := l.targets.Load(server); ok {
		return known.(*db.Target)
	}
	target := db.NewTarget(server)
	if l.known.Load() < maxTargets {
		if _, loaded := l.targets.LoadOrStore(server, target); !loaded {
			l.known.Add(1)
		}
	}
	return target
}

func serverOf(address string) db.Server {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return db.Server{System: system, Address: address} // a socket's path
	}
	number, _ := strconv.Atoi(port)
	return db.Server{System: system, Address: host, Port: number}
}

// ofConnection is the address in the name that the driver gives a connection: `127.0.0.1:27017[-4]`.
func ofConnection(name string) string {
	if at := strings.LastIndex(name, "[-"); at >= 0 {
		return name[:at]
	}
	return name
}

// monitors remembers which functions are those of otelmongo.
var monitors sync.Map // uintptr -> bool

// ByHand says whether a command monitor's function is that of OpenTelemetry's otelmongo: the application instruments the client
// itself.
func ByHand(started any) bool {
	f := reflect.ValueOf(started)
	if f.Kind() != reflect.Func || f.IsNil() {
		return false
	}
	if known, ok := monitors.Load(f.Pointer()); ok {
		return known.(bool)
	}
	code := runtime.FuncForPC(f.Pointer())
	byHand := code != nil && strings.Contains(code.Name(), "/otelmongo.")
	monitors.Store(f.Pointer(), byHand)
	return byHand
}
