import { createImages } from '../../../../electron/images/client/create-images.ts'

/**
 * A process of its own that looks at one picture, says so, and does not close anything. `stay` keeps it running,
 * `busy` gives its picture process seconds of work first.
 */
const [source = '', folder = '', mode] = process.argv.slice(2)
const images = createImages({ thumbnailsFolder: folder, workers: 1 })
const { format } = await images.probe(source)
if (mode === 'stay') setInterval(() => undefined, 1000)
if (mode === 'busy') {
  const parameters = { resize: 12_000, enlarge: true, saturation: 10, sharpen: 5, output_format: 'jpeg' }
  void images.adjust({ source, target: `${source}.jpg`, parameters })
}
process.stdout.write(`${format}\n`)
