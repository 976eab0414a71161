/** Lists of internal/syslist, from which file name suffixes get their meaning. */
export const KNOWN_OS: ReadonlySet<string> = new Set(
  'aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd plan9 solaris wasip1 windows zos'.split(' '),
);

export const UNIX_OS: ReadonlySet<string> = new Set(
  'aix android darwin dragonfly freebsd hurd illumos ios linux netbsd openbsd solaris'.split(' '),
);

export const KNOWN_ARCH: ReadonlySet<string> = new Set(
  (
    '386 amd64 amd64p32 arm armbe arm64 arm64be loong64 mips mipsle mips64 mips64le mips64p32 mips64p32le ppc ppc64 ppc64le ' +
    'riscv riscv64 s390 s390x sparc sparc64 wasm'
  ).split(' '),
);

/** Top level folders of the standard library: an import path that begins with one of them is a std package. */
const STD_ROOTS: ReadonlySet<string> = new Set(
  (
    'archive bufio bytes cmp compress container context crypto database debug embed encoding errors expvar flag fmt go hash html ' +
    'image index internal io iter log maps math mime net os path plugin reflect regexp runtime simd slices sort strconv strings structs ' +
    'sync syscall testing text time unicode unique unsafe vendor weak'
  ).split(' '),
);

/** True for packages of the standard library. */
export function isStd(importPath: string): boolean {
  return STD_ROOTS.has(importPath.split('/', 1)[0] ?? '');
}
