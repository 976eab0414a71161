/** Rule files that the tests of this folder read: every kind, selector and spelling that files of this format have. */
export const examples: Readonly<Record<string, string>> = {
  'hooks of a library': `# yaml-language-server: $schema=../../tool/data/schema.json
version: "v1.0.0"

sql_open:
  target: database/sql
  version: "v1.0.0,v2.0.0"
  where:
    func: Open
  do:
    - inject_hooks:
        before: beforeOpen
        after: afterOpen
        path: "example.com/otelc/instrumentation/database/sql"
        module: example.com/otelc
sql_exec:
  target: database/sql
  where: { func: ExecContext, recv: "*DB" }
  do: { inject_hooks: { before: beforeExec, path: example.com/otelc/instrumentation/database/sql } }
`,
  'several targets': `---
a:
  target: [$root, main, "example.com/{a,b}/**", { not: example.com/a/mock }]
  where: { func: ServeHTTP, recv: "*T[K, _]" }
  do:
    - inject_hooks: &h { before: Before, path: example.com/h }
    - inject_code: { raw: "x()" }
  order: 3
b:
  target: "**"
  exclude_targets: example.com/mock
  where: { func: F }
  do: { inject_hooks: *h }
  support: true
  name: another
`,
  'conditions on files': `
open:
  target: example.com/driver
  where:
    func: Connect
    file:
      all-of:
        - has_func: init
        - not: { has_struct: Mock }
        - one-of: [{ has_directive: "otelc:on" }, { has_func: Serve, has_recv: "*Server" }, { has_package: driver_test }]
        - is_test: false
  do:
    - inject_hooks: { before: Before, path: example.com/h }
always:
  target: main
  where: { func: F, file: { all-of: [] } }
  do: { inject_code: { raw: x() } }
file:
  target: main
  where: { file: { has_func: init } }
  do: { add_file: { file: extra.go, path: example.com/helpers } }
`,
  signatures: `
exact:
  target: example.com/store
  where:
    func: Open
    signature: { args: [context.Context, "...string"], returns: ["*Connection", error] }
    signature_contains: { returns: [error] }
  do: { inject_hooks: { before: B, path: example.com/h } }
scalars:
  target: example.com/store
  where:
    result: "*http.Request"
    last_result: error
    param: context.Context
    one-of: [{ func: Get }, { func: Post, recv: T }]
    not: { all-of: [{ func: Get }, { directive: "otelc:off" }] }
  do: { inject_hooks: { after: A, path: example.com/h } }
`,
  'struct fields': `
fields:
  target: runtime
  where:
    struct: g
  do:
    - add_struct_fields:
        new_field:
          - name: otel_trace_context
            type: "interface{}"
          - name: __gls
            type: slot.Cell
    - add_file: { file: extra.go }
  imports:
    slot: example.com/slot
`,
  'code at a statement': `
patterns:
  target: main
  where:
    func: f
    pattern: "^go func\\\\(\\\\) \\\\{"
    placement: after
  do:
    - inject_code:
        raw: |-
          {{- $t := .Receiver -}}
          if {{ $t }}.internal {
            return {{ $t }}.roundTrip({{ .FuncArgument 0 }})
          }
          fmt.Println("{{ .FuncName }}")
  imports:
    fmt: "fmt"
    _: unsafe
`,
  calls: `
choose:
  target: "$root"
  where:
    function_call: net/http.Get
  do:
    - wrap_call:
        replace: |-
          {{- $ctx := .FuncArgumentOfType "context.Context" -}}
          {{- if $ctx -}}
            __client.Get({{ $ctx }}{{ range $i := .CallArgumentCount }}, {{ $.CallArgument $i }}{{ end }})
          {{- else -}}
            {{ . }}
          {{- end -}}
  imports:
    __client: example.com/client
options:
  target: myapp
  where: { function_call: google.golang.org/grpc.NewClient, func: Dial }
  do:
    - wrap_call:
        append_args:
          - "grpc.WithChainUnaryInterceptor(trace.UnaryClientInterceptor())"
        variadic_type: "grpc.DialOption"
        replace: "(func() (c *grpc.ClientConn, err error) { return {{ . }} })()"
  imports:
    grpc: google.golang.org/grpc
    trace: example.com/trace
method:
  target: main
  where: { method_call: example.com/logger.Logger.Info }
  do: { wrap_call: { replace: "tracedInfo({{ . }})" } }
`,
  directives: `
span:
  target: main
  where:
    directive: "otelc:span"
  do:
    - expand_directive:
        template: |-
          println("span start: {{FuncName}}")
          {{ range .DirectiveArgs }}println("{{ .Key }}", {{ quote .Value }}){{ end }}
          defer println("span end: {{ .FuncName }} {{ .DirectiveArg "span.name" }}")
`,
  values: `
transport:
  target: net/http
  where: { kind: var, identifier: DefaultTransport }
  do:
    - assign_value:
        wrap: "otelhttp.NewTransport({{ . }})"
  imports:
    otelhttp: "example.com/otelhttp"
retries:
  target: main
  where: { kind: const, identifier: MaxRetries }
  do: [{ assign_value: { replace: "99" } }]
`,
  literals: `
internal:
  target: "example.com/{tracer,internal}"
  where:
    struct_literal: net/http.Transport
  do:
    - set_fields:
        field:
          - name: Internal
            value: "true"
          - name: Proxy
            wrap: "traced({{ . }})"
            value: http.ProxyFromEnvironment
          - name: TLSClientConfig
            field: [{ name: MinVersion, value: "tls.VersionTLS13" }]
  imports: { http: net/http, tls: crypto/tls }
`,
  'call graphs': `
graph:
  target: $root
  where: { file: { is_test: false } }
  do:
    - trace_functions: { depth: 5, min_statements: 3, exclude: ["String", "*Cache.*", "T.M"] }
all:
  target: example.com/app
  do: { trace_functions: {} }
  enabled: false
`,
  'the flat form of older files': `
hooks:
  target: main
  func: Func1
  recv: "*T"
  before: H1Before
  after: H1After
  path: testdata
  signature_contains: { returns: [error] }
raw:
  target: golang.org/x/time/rate
  version: "v0.11.0"
  func: Every
  raw: "print(\\"x\\")"
  pos: "^println\\\\(\\"loop\\"\\\\)"
struct:
  target: main
  struct: MyStruct
  new_field:
    - name: NewField
      type: string
call:
  target: myapp/server
  function-call: net/http.Get
  template: "traced({{ . }})"
span:
  target: main
  directive: "otelc:span"
  template: println("{{FuncName}}")
value:
  target: main
  kind: var
  identifier: X
  replace: "1"
literal:
  target: main
  struct_literal: net/http.Server
  field: [{ name: Addr, value: addr }]
file: &f
  target: runtime
  file: extra.go
  path: example.com/x
copy:
  <<: *f
  enabled: false
`,
};
