import { runVanishing, type Vanishing } from './vanish.ts'

// Runs in a mount namespace of its own (`unshare`), where it may mount and unmount: `node vanish-process.ts VANISHING`,
// as JSON. Prints what it found as JSON.

const [vanishing = '{}'] = process.argv.slice(2)
process.stdout.write(`${JSON.stringify(await runVanishing(JSON.parse(vanishing) as Vanishing))}\n`)
