import { createMetadata } from '../../../electron/images/metadata.ts'

/** A process of its own that reads one picture's provenance, says so, and ends nothing. `stay` keeps it running. */
const [path = '', mode] = process.argv.slice(2)
const found = await createMetadata({ version: '0.1.0' }).readProvenance(path)
process.stdout.write(`${JSON.stringify(found)}\n`)
if (mode === 'stay') setInterval(() => undefined, 1000)
