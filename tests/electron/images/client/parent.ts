import { createImages } from '../../../../electron/images/client/create-images.ts'

/** A process of its own that looks at one picture, says so, and does not close anything. `stay` keeps it running. */
const [source = '', thumbnailsFolder = '', mode] = process.argv.slice(2)
const images = createImages({ thumbnailsFolder, workers: 1 })
const { format } = await images.probe(source)
process.stdout.write(`${format}\n`)
if (mode === 'stay') setInterval(() => undefined, 1000)
