// Package api is what hooks, and the generated code that calls them, are written against.
//
// A hook is an ordinary Go function. Before-hooks run when the woven function is entered, after-hooks when it is left:
//
//	func Before([recv], params...) ([S], [params...], [api.Skip, results...])
//	func After([S], results..., [api.Exit]) ([results...])
//
// S is any type of the hook's own: what the before-hook returns is what the after-hook of the same call receives. A before-hook
// that returns the parameters' types replaces the parameters; with a true [Skip] the function's body does not run and the
// results that follow are returned instead. An after-hook that returns the results' types replaces the results; one that takes
// an [Exit] also runs when the function panics. A parameter written `_ any` is not passed and costs nothing.
//
// Functions whose first parameter is a [HookContext] get everything boxed, in the manner of OpenTelemetry's otelc.
//
// The package depends on the standard library only, so that it can be linked into every program.
package api
