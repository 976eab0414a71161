/** The style of the page that `analysisPage` makes. */
export const PAGE_STYLE = `
:root { color-scheme: light dark; --bg: #fff; --fg: #1c2430; --dim: #667085; --line: #cbd2dc; --box: #f4f6f9; --woven: #0f7b4f; --planned: #1d5fbf; --offered: #9a6700; --bad: #b42318; --select: #ffe9a8; }
@media (prefers-color-scheme: dark) { :root { --bg: #14181f; --fg: #e4e8ee; --dim: #93a0b2; --line: #3a4453; --box: #1e2530; --woven: #4cc38a; --planned: #70a8ff; --offered: #e0a83a; --bad: #ff7b72; --select: #4d4014; } }
* { box-sizing: border-box; }
body { margin: 0; font: 14px/1.45 system-ui, sans-serif; background: var(--bg); color: var(--fg); }
header { display: flex; gap: 16px; align-items: center; flex-wrap: wrap; padding: 10px 16px; border-bottom: 1px solid var(--line); position: sticky; top: 0; background: var(--bg); z-index: 2; }
h1 { font-size: 16px; margin: 0; } h2 { font-size: 15px; margin: 20px 0 6px; } h3 { font-size: 14px; margin: 14px 0 4px; overflow-wrap: anywhere; }
input, select { font: inherit; padding: 4px 8px; border: 1px solid var(--line); border-radius: 6px; background: var(--box); color: inherit; max-width: 60vw; }
input { min-width: 260px; }
#summary { color: var(--dim); }
#found { position: absolute; z-index: 3; margin: 0 16px; padding: 4px 0; list-style: none; background: var(--bg); border: 1px solid var(--line); border-radius: 6px; max-height: 50vh; overflow: auto; box-shadow: 0 6px 20px #0003; }
#found button { display: block; width: 100%; text-align: left; font: inherit; border: 0; background: none; color: inherit; padding: 4px 12px; cursor: pointer; } #found button:hover, #found button:focus { background: var(--box); }
main { display: flex; align-items: flex-start; }
#picture { flex: 1; overflow: auto; height: 62vh; border-right: 1px solid var(--line); }
#details { width: 400px; max-width: 45vw; height: 62vh; overflow: auto; padding: 4px 16px; }
#tables { padding: 0 16px 32px; border-top: 1px solid var(--line); }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; vertical-align: top; padding: 3px 12px 3px 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; } th { color: var(--dim); font-weight: 500; }
code { font: 12px/1.4 ui-monospace, monospace; overflow-wrap: anywhere; }
.dim { color: var(--dim); } .woven { color: var(--woven); } .planned { color: var(--planned); } .offered { color: var(--offered); } .warn { color: var(--bad); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 1px 10px; margin: 2px 0 8px; } dt { color: var(--dim); } dd { margin: 0; overflow-wrap: anywhere; }
.link { font: inherit; border: 0; padding: 0; background: none; color: var(--planned); cursor: pointer; text-align: left; overflow-wrap: anywhere; }
svg { display: block; font: 12px system-ui, sans-serif; }
svg .edge { fill: none; stroke: var(--line); stroke-width: 1.2; } svg .edge.std, svg .edge.far { stroke-dasharray: 4 4; } svg .edge.on { stroke: var(--fg); stroke-width: 1.8; }
svg .node { cursor: pointer; } svg .node rect { fill: var(--box); stroke: var(--line); } svg .node text { fill: var(--fg); } svg .node .small { fill: var(--dim); font-size: 10.5px; }
svg .node.is-woven rect { stroke: var(--woven); stroke-width: 2; } svg .node.is-planned rect { stroke: var(--planned); stroke-width: 2; } svg .node.is-offered rect { stroke: var(--offered); stroke-width: 2; stroke-dasharray: 5 3; }
svg .node.is-selected rect { fill: var(--select); } svg .column { fill: var(--dim); }
`;
