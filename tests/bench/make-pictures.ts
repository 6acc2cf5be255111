import { makePictures } from './workplace.ts'

/** `node make-pictures.ts FOLDER COUNT WIDTH HEIGHT` */
const [folder = '', count, width, height] = process.argv.slice(2)
await makePictures(folder, { count: Number(count), width: Number(width), height: Number(height) })
