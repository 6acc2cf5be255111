import { gzipSync } from 'node:zlib'
import sharp from 'sharp'
import { bomb, longFile, type Bomb } from './bomb.ts'
import { ascii } from './bytes.ts'

const mebibyte = 1024 * 1024
const laughs = Array.from({ length: 9 }, (_, level) => `<!ENTITY l${level + 1} "${`&l${level};`.repeat(10)}">`).join('')
const laughingSvg = `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY l0 "ha">${laughs}]><svg xmlns="http://www.w3.org/2000/svg"><text>&l9;</text></svg>`
const fetchingSvg = `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="file:///etc/passwd"/></svg>`

function picture(format: 'jpeg' | 'png' | 'gif'): Promise<Buffer> {
  return sharp({ create: { width: 32, height: 32, channels: 3, background: { r: 9, g: 90, b: 200 } } })
    .toFormat(format)
    .toBuffer()
}

/** Files that are something else, or something else as well. */
export const disguises: readonly Bomb[] = [
  bomb('SVG that laughs a billion times', () => ascii(laughingSvg)),
  bomb('SVG that fetches a file', () => ascii(fetchingSvg)),
  bomb('SVG behind a byte order mark and blanks', () =>
    Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), ascii(`${' '.repeat(500)}${fetchingSvg}`)]),
  ),
  bomb('SVG, compressed', () => gzipSync(fetchingSvg)),
  bomb('SVG behind the first bytes of a JPEG', () =>
    Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), ascii(fetchingSvg)]),
  ),
  bomb('SVG behind the first bytes of a PNG', () => ascii(`\x89PNG\r\n\x1a\n${fetchingSvg}`)),
  bomb('1 GB of zeros, compressed', () => gzipSync(Buffer.alloc(1000 * mebibyte), { level: 1 })),
  bomb(
    'JPEG that is a page as well',
    async () => Buffer.concat([await picture('jpeg'), ascii('<script>alert(1)</script>')]),
    'may',
  ),
  bomb(
    'PNG that is an archive as well',
    async () => Buffer.concat([await picture('png'), ascii('PK\x03\x04'), Buffer.alloc(4000)]),
    'may',
  ),
  bomb('GIF that is a script as well', () => ascii('GIF89a/*\0\0\0\0*/=1;alert(1)//')),
  bomb('PDF with a picture inside', async () => Buffer.concat([ascii('%PDF-1.7\n'), await picture('jpeg')])),
  bomb('PPM that claims 99,999 pixels a side', () => ascii('P6\n99999 99999\n255\n')),
  bomb('BMP that claims 65,535 pixels a side', () =>
    Buffer.concat([ascii('BM'), Buffer.alloc(24), ascii('\xff\xff\0\0\xff\xff\0\0'), Buffer.alloc(30)]),
  ),
  bomb('Radiance picture', () => ascii('#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y 99999 +X 99999\n')),
  bomb('file of libvips’ own format', () =>
    Buffer.concat([Buffer.from([0xb6, 0xa6, 0xf2, 0x08]), Buffer.alloc(200, 0x7f)]),
  ),
  bomb('FITS that claims 99,999 pixels a side', () =>
    ascii('SIMPLE  =                    T'.padEnd(80) + 'NAXIS1  =                99999'.padEnd(2800)),
  ),
  bomb('JPEG XL', () => Buffer.concat([Buffer.from([0xff, 0x0a]), Buffer.alloc(400, 0xfa)])),
  longFile('file of 513 MB', Buffer.from([0xff, 0xd8, 0xff]), 513 * mebibyte),
  longFile('file of 512 MB of zeros', Buffer.alloc(0), 512 * mebibyte),
  longFile('JPEG with 400 MB of zeros behind its first bytes', Buffer.from([0xff, 0xd8, 0xff, 0xe0]), 400 * mebibyte),
  longFile('PNG with 400 MB of zeros behind its first bytes', ascii('\x89PNG\r\n\x1a\n'), 400 * mebibyte),
  {
    name: 'endless device',
    end: 'refused',
    write: async (path) => (await import('node:fs')).symlinkSync('/dev/zero', path),
  },
]
