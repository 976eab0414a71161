package api

import (
	"errors"
	"testing"
)

type call struct {
	ContextBase
	p0 int
	r0 error
}

func (c *call) GetParamCount() int        { return 1 }
func (c *call) GetParam(int) any          { return c.p0 }
func (c *call) SetParam(_ int, v any)     { c.p0 = As[int](v) }
func (c *call) GetReturnValCount() int    { return 1 }
func (c *call) GetReturnVal(int) any      { return c.r0 }
func (c *call) SetReturnVal(_ int, v any) { c.r0 = As[error](v) }

func TestContextBase(t *testing.T) {
	c := &call{}
	c.Of(&ContextNames{Function: "F", Package: "example.com/p"})
	var ctx HookContext = c
	if ctx.GetFuncName() != "F" || ctx.GetPackageName() != "example.com/p" || ctx.IsSkipCall() || ctx.GetData() != nil || ctx.HasKeyData("k") || ctx.GetKeyData("k") != nil {
		t.Errorf("a fresh context: %+v", c)
	}
	ctx.SetSkipCall(true)
	ctx.SetData(1)
	ctx.SetKeyData("k", nil)
	ctx.SetParam(0, 7)
	ctx.SetReturnVal(0, errors.New("e"))
	if !ctx.IsSkipCall() || ctx.GetData() != 1 || !ctx.HasKeyData("k") || c.p0 != 7 || c.r0 == nil {
		t.Errorf("after setting: %+v", c)
	}
	ctx.SetReturnVal(0, nil)
	if c.r0 != nil {
		t.Error("nil is not the zero value")
	}
	c.Ended(&Exit{Panic: "p", Panicked: true})
	if exit := ExitOf(ctx); exit.Panic != "p" || !exit.Panicked {
		t.Errorf("got %+v", exit)
	}
}

func TestKeyDataIsPartOfData(t *testing.T) {
	var ctx ContextBase
	ctx.SetData(map[string]any{"span": 1})
	if !ctx.HasKeyData("span") || ctx.GetKeyData("span") != 1 {
		t.Errorf("GetKeyData(span) = %v after SetData with a map, want 1", ctx.GetKeyData("span"))
	}
	ctx.SetKeyData("start", 2)
	if data, _ := ctx.GetData().(map[string]any); len(data) != 2 {
		t.Errorf("GetData() = %v, want both values", ctx.GetData())
	}
	var other ContextBase
	other.SetData("text")
	other.SetKeyData("k", 3)
	if other.GetData() != "text" || other.GetKeyData("k") != 3 {
		t.Errorf("GetData() = %v, GetKeyData(k) = %v, want text and 3", other.GetData(), other.GetKeyData("k"))
	}
	var keyed ContextBase
	keyed.SetKeyData("k", 4)
	if data, _ := keyed.GetData().(map[string]any); data["k"] != 4 {
		t.Errorf("GetData() = %v, want the map of values", keyed.GetData())
	}
}
