import type { Injection } from './injection.js';

/** What an injection scope asks of the function that it is about. */
interface AroundInjections {
  /** Names that the function itself mentions. */
  identifiers(): ReadonlySet<string>;
  /** What other names begin with. */
  prefix(): string;
  /** End of the innermost block or clause around an offset. */
  blockEnd(offset: number): number;
}

/**
 * What rules put into one function, for names that must not meet. Rules of one library read as if one author had written their code
 * where it goes: a name means the nearest declaration above it, in a block around it. Each declaration is a variable of its own, so
 * that two rules may declare the same name; rules of other libraries see none of it.
 */
export class InjectionScope {
  readonly #injections: Injection[] = [];
  readonly #around: AroundInjections;
  readonly #declared = new Map<Injection, Map<string, string | undefined>>();
  readonly #taken = new Set<string>();

  constructor(around: AroundInjections) {
    this.#around = around;
  }

  add(injection: Injection): void {
    this.#injections.push(injection);
  }

  /** The other name of what the code itself declares; undefined if the name stays. */
  nameDeclared(injection: Injection, name: string): string | undefined {
    if (!injection.declared.has(name)) return undefined;
    const names = this.#declared.get(injection) ?? new Map<string, string | undefined>();
    this.#declared.set(injection, names);
    if (!names.has(name)) names.set(name, this.#isTaken(injection, name) ? this.#fresh(name) : undefined);
    return names.get(name);
  }

  /** The other name of what an earlier rule of the library declares, where the code mentions it; undefined if the name stays. */
  nameUsed(injection: Injection, name: string): string | undefined {
    const above = this.#declaring(injection, name).filter((one) => one !== injection && this.#sees(injection, one));
    const nearest = above.sort((a, b) => a.offset - b.offset).at(-1);
    return nearest && this.nameDeclared(nearest, name);
  }

  /** Injections of the same library that declare a name, in the order of the rules. */
  #declaring({ rule }: Injection, name: string): Injection[] {
    return this.#injections.filter((one) => one.rule.library === rule.library && one.declared.has(name));
  }

  /** At one offset code stands in the order of the rules. */
  #sees(injection: Injection, declaring: Injection): boolean {
    const [from, to] = [declaring.offset, injection.offset];
    if (from === to) return this.#injections.indexOf(declaring) < this.#injections.indexOf(injection);
    return from < to && to <= this.#around.blockEnd(from);
  }

  #isTaken(injection: Injection, name: string): boolean {
    if (this.#declaring(injection, name)[0] !== injection || this.#around.identifiers().has(name)) return true;
    const others = this.#injections.filter((one) => one.rule.library !== injection.rule.library);
    const mention = new RegExp(`(?<![\\p{L}\\p{Nd}_])${name}(?![\\p{L}\\p{Nd}_])`, 'u');
    return others.some((one) => mention.test(one.text));
  }

  #fresh(name: string): string {
    const base = `${this.#around.prefix()}${name}`;
    let fresh = base;
    for (let n = 2; this.#taken.has(fresh); n++) fresh = `${base}${n}`;
    this.#taken.add(fresh);
    return fresh;
  }
}
