/** Names of everything that weaving declares or inserts. All begin alike, so that one check shows that none is taken. */
export class Names {
  readonly prefix: string;
  readonly #ids = new Set<string>();

  constructor(prefix: string) {
    this.prefix = prefix;
  }

  readonly hook = (id: string): string => `${this.prefix}hook_${id}`;
  readonly after = (id: string): string => `${this.prefix}after_${id}`;
  readonly keep = (id: string): string => `${this.prefix}keep_${id}`;

  /** `otelret`, `otelend`, …: names inside of functions, types and helpers. */
  local(word: string): string {
    return `${this.prefix}${word}`;
  }

  /** Identifier of a join point, unique in the package. */
  id(base: string, name: string): string {
    const plain = base === '' ? name : `${base}_${name}`;
    let id = plain;
    for (let n = 2; this.#ids.has(id); n++) id = `${plain}_${n}`;
    this.#ids.add(id);
    return id;
  }
}

/** `otel`, or the first numbered variant that no file of the package uses. */
export function chooseNames(texts: readonly string[]): Names {
  for (let n = 0; ; n++) {
    const prefix = n === 0 ? 'otel' : `otel${n}`;
    const taken = new RegExp(
      `\\b${prefix}(?:(?:hook|after|keep|q)_|(?:keep|after|call)\\d|[aprsv]\\d|(?:ret|end|skip|nil|cast|st|new|ign|ignend|ignore)\\b)`,
    );
    if (!texts.some((text) => text.includes(prefix) && taken.test(text))) return new Names(prefix);
  }
}
