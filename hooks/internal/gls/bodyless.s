// Lets the package declare functions without a body (go:linkname) on every architecture.
