import { runFullLibrary, type FullLibrary } from './full-library.ts'

// Runs in a mount namespace of its own (`unshare`): `node full-library-process.ts FULL_LIBRARY`, as JSON. Prints what it
// found as JSON.

const [full = '{}'] = process.argv.slice(2)
process.stdout.write(`${JSON.stringify(await runFullLibrary(JSON.parse(full) as FullLibrary))}\n`)
