import type { CommandModule } from 'yargs';

/** The shell asks this program itself which words fit: yargs answers for `--get-yargs-completions`. */
const SCRIPTS: Readonly<Record<string, string>> = {
  bash: `# otel completion bash >> ~/.bashrc
_otel_completions() {
  local IFS=$'\\n'
  COMPREPLY=($(compgen -W "$(otel --get-yargs-completions "\${COMP_WORDS[@]}" 2>/dev/null)" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o bashdefault -o default -F _otel_completions otel
`,
  zsh: `#compdef otel
# otel completion zsh > "\${fpath[1]}/_otel", or: source <(otel completion zsh)
_otel() {
  local -a words_that_fit
  words_that_fit=("\${(@f)$(SHELL=zsh otel --get-yargs-completions "\${words[@]}" 2>/dev/null)}")
  if [[ -n "\${words_that_fit[*]}" ]]; then _describe 'values' words_that_fit; else _files; fi
}
if [[ "\${funcstack[1]}" == _otel ]]; then _otel "$@"; else compdef _otel otel; fi
`,
  fish: `# otel completion fish > ~/.config/fish/completions/otel.fish
function __otel_completions
  set -l words (commandline -opc) (commandline -ct)
  otel --get-yargs-completions $words 2>/dev/null
end
complete -c otel -a '(__otel_completions)'
`,
};

/** `otel completion SHELL`: a script that completes commands and options. */
export function completionCommand(write: (line: string) => void): CommandModule {
  return {
    command: 'completion <shell>',
    describe: 'print a script that completes words in bash, zsh or fish',
    builder: (yargs) => yargs.positional('shell', { type: 'string', demandOption: true, choices: Object.keys(SCRIPTS) }),
    handler: (args) => write((SCRIPTS[String(args['shell'])] ?? '').trimEnd()),
  };
}
