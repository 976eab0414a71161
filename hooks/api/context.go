package api

import "fmt"

// HookContext is the view of a call that hooks in the manner of otelc take as their first parameter. Parameter 0 is the receiver
// where there is one.
//
// Source: pkg/inst/context.go of OpenTelemetry's Go compile-time instrumentation (otelc), 15 methods.
type HookContext interface {
	// SetSkipCall(true) in a before-hook skips the function's body; SetReturnVal sets what is returned instead.
	SetSkipCall(bool)
	IsSkipCall() bool
	// SetData passes a value from the before-hook to the after-hook.
	SetData(any)
	GetData() any
	// GetKeyData, SetKeyData and HasKeyData do so for several values by name: those of the map[string]any that SetData has stored.
	GetKeyData(key string) any
	SetKeyData(key string, val any)
	HasKeyData(key string) bool
	GetParamCount() int
	GetParam(idx int) any
	SetParam(idx int, val any)
	GetReturnValCount() int
	GetReturnVal(idx int) any
	SetReturnVal(idx int, val any)
	GetFuncName() string
	GetPackageName() string
}

// ContextBase is the part of a [HookContext] that is the same for every function. The generated types, which add the typed
// parameters and results, embed it.
type ContextBase struct {
	names *ContextNames
	data  any
	keys  map[string]any
	exit  *Exit
	skip  bool
}

// ContextNames is what the contexts of one function have in common.
type ContextNames struct{ Function, Package string }

// Of makes an empty base the one of a call of the function.
func (c *ContextBase) Of(names *ContextNames) { c.names = names }

func (c *ContextBase) SetSkipCall(skip bool)  { c.skip = skip }
func (c *ContextBase) IsSkipCall() bool       { return c.skip }
func (c *ContextBase) SetData(data any)       { c.data = data }
func (c *ContextBase) GetData() any           { return c.data }
func (c *ContextBase) GetFuncName() string    { return c.names.Function }
func (c *ContextBase) GetPackageName() string { return c.names.Package }

func (c *ContextBase) GetKeyData(key string) any { return c.keyed()[key] }

func (c *ContextBase) SetKeyData(key string, val any) {
	values := c.keyed()
	if values == nil {
		values = make(map[string]any)
		if _, ok := c.data.(map[string]any); ok || c.data == nil {
			c.data = values
		} else {
			c.keys = values
		}
	}
	values[key] = val
}

func (c *ContextBase) HasKeyData(key string) bool {
	_, ok := c.keyed()[key]
	return ok
}

// keyed returns the map that SetData has stored, if it was one: hooks written for otelc set all values at once by SetData and read
// them one by one with GetKeyData.
func (c *ContextBase) keyed() map[string]any {
	if values, ok := c.data.(map[string]any); ok && values != nil {
		return values
	}
	return c.keys
}

// Ended is called by the generated code before the after-hook.
func (c *ContextBase) Ended(exit *Exit) { c.exit = exit }

// Exited tells an after-hook how the function was left; see [ExitOf].
func (c *ContextBase) Exited() Exit {
	if c.exit == nil {
		return Exit{}
	}
	return *c.exit
}

// ExitOf tells an after-hook that takes a HookContext how the function was left.
func ExitOf(ctx HookContext) Exit {
	if c, ok := ctx.(interface{ Exited() Exit }); ok {
		return c.Exited()
	}
	return Exit{}
}

// As is how a generated context type stores a value that a hook has set: nil is the type's zero value. Anything else that is not
// a T is the hook's mistake, and ends the hook by a panic that [Recovered] reports.
func As[T any](val any) T {
	if v, ok := val.(T); ok {
		return v
	}
	var zero T
	if val == nil {
		return zero
	}
	panic(fmt.Sprintf("a value of type %T was set where %s is needed", val, fmt.Sprintf("%T", &zero)[1:]))
}
