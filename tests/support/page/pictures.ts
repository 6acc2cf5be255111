import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'

/**
 * Upright pictures for ids such as `source-12`: photographs of a folder where one is given, else fields of colour. An
 * output is its source with other colours.
 */
export function createPictures(photoFolder: string | null): (id: string, edge: number) => Promise<Buffer> {
  const photos = photoFolder === null ? [] : listPhotos(photoFolder)
  const made = new Map<string, Promise<Buffer>>()
  return (id, edge) => {
    // Thumbnails of a library with many sources repeat after a while, so that a scroll does not wait for drawing.
    const number = Number(/\d+/.exec(id)?.[0] ?? 0) % 240
    const key = `${id.startsWith('output') ? 'output' : 'source'}-${number}-${edge}`
    const picture = made.get(key) ?? draw(number, edge, { photos, isOutput: id.startsWith('output') })
    made.set(key, picture)
    return picture
  }
}

interface Kind {
  readonly photos: readonly string[]
  readonly isOutput: boolean
}

function draw(number: number, edge: number, { photos, isOutput }: Kind): Promise<Buffer> {
  const photo = photos[number % Math.max(1, photos.length)]
  const isTall = number % 5 === 2
  const [width, height] = isTall ? [Math.round(edge * 0.667), edge] : [edge, Math.round(edge * 0.667)]
  const base =
    photo === undefined
      ? sharp(Buffer.from(field(number, width, height)))
      : sharp(readFileSync(photo)).rotate().resize(edge, edge, { fit: 'inside' })
  const changed = isOutput ? base.modulate({ hue: 150, saturation: 0.8 }) : base
  return changed.webp({ quality: 75, effort: 1 }).toBuffer()
}

/** Hills under a sky, in colours of its own. */
function field(number: number, width: number, height: number): string {
  const hue = (number * 47) % 360
  const hill = (y: number, lightness: number) =>
    `<path d="M0 ${y * height} Q ${width * 0.3} ${(y - 0.25) * height} ${width * 0.55} ${y * height} T ${width} ${(y - 0.1) * height} V ${height} H 0 Z" fill="hsl(${(hue + 120) % 360},30%,${lightness}%)"/>`
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <rect width="100%" height="100%" fill="hsl(${hue},45%,72%)"/>
    <circle cx="${width * (0.2 + (number % 7) * 0.09)}" cy="${height * 0.3}" r="${height * 0.1}" fill="hsl(${(hue + 40) % 360},70%,82%)"/>
    ${hill(0.6, 45)}${hill(0.8, 30)}
  </svg>`
}

function listPhotos(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => /\.(jpe?g|png|webp)$/i.test(name))
    .map((name) => join(folder, name))
}
