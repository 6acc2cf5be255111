import { promisify } from 'node:util'
import { crc32, deflate, type ZlibOptions } from 'node:zlib'

export interface Raster {
  readonly width: number
  readonly height: number
  /** Red, green and blue of each pixel, row by row. */
  readonly pixels: Uint8Array
}

// Promised by its own types to take options, which `promisify` forgets to say of overloads.
const compress: (bytes: Buffer, options: ZlibOptions) => Promise<Buffer> = promisify(deflate)

/** A PNG of eight bits a channel. It writes our own sample pictures; pictures from outside go to the picture process. */
export async function encodePng({ width, height, pixels }: Raster): Promise<Buffer> {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8) // bit depth, true colour, and the only methods there are
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const data = await compress(filterRows(width, height, pixels), { level: 6 })
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))])
}

/** Each row as its difference from the one above, which is what gradients compress best as. */
function filterRows(width: number, height: number, pixels: Uint8Array): Buffer {
  const rowBytes = width * 3
  const rows = Buffer.alloc((rowBytes + 1) * height)
  for (let y = 0; y < height; y += 1) {
    const start = y * (rowBytes + 1)
    rows[start] = 2 // filter "up"
    for (let x = 0; x < rowBytes; x += 1) {
      const at = y * rowBytes + x
      const above = y === 0 ? 0 : (pixels[at - rowBytes] ?? 0)
      rows[start + 1 + x] = (pixels[at] ?? 0) - above
    }
  }
  return rows
}

function chunk(type: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), content])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(content.length)
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, check])
}
