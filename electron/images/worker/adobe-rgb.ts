const name = 'Adobe RGB (1998), as marked by the camera'

/** XYZ of the Adobe RGB (1998) primaries and of white, adapted to D50 (Adobe RGB encoding, annex B). */
const colours = {
  wtpt: [0.964_2, 1, 0.824_9],
  rXYZ: [0.609_74, 0.311_11, 0.019_47],
  gXYZ: [0.205_28, 0.625_67, 0.060_87],
  bXYZ: [0.149_19, 0.063_22, 0.744_57],
} as const

/** A profile for pictures that say they are Adobe RGB without embedding one: matrix and gamma 563/256, ICC version 2. */
export function adobeRgbProfile(): Buffer {
  const tags = [
    ...Object.entries(colours).map(([signature, xyz]) => ({ signature, content: xyzTag(xyz) })),
    ...['rTRC', 'gTRC', 'bTRC'].map((signature) => ({ signature, content: gammaTag() })),
    { signature: 'desc', content: descriptionTag() },
    { signature: 'cprt', content: Buffer.from('text\0\0\0\0No copyright.\0\0\0', 'latin1') },
  ]
  const table = Buffer.alloc(4 + tags.length * 12)
  table.writeUInt32BE(tags.length)
  let offset = 128 + table.length
  for (const [index, { signature, content }] of tags.entries()) {
    table.write(signature, 4 + index * 12, 'latin1')
    table.writeUInt32BE(offset, 8 + index * 12)
    table.writeUInt32BE(content.length, 12 + index * 12)
    offset += content.length
  }
  return Buffer.concat([header(offset), table, ...tags.map(({ content }) => content)])
}

function header(size: number): Buffer {
  const bytes = Buffer.alloc(128)
  bytes.writeUInt32BE(size)
  bytes.writeUInt32BE(0x0210_0000, 8)
  bytes.write('mntrRGB XYZ ', 12, 'latin1')
  bytes.write('acsp', 36, 'latin1')
  for (const [index, value] of colours.wtpt.entries()) bytes.writeInt32BE(Math.round(value * 65_536), 68 + index * 4)
  return bytes
}

function xyzTag(values: readonly number[]): Buffer {
  const tag = Buffer.alloc(20)
  tag.write('XYZ ', 'latin1')
  for (const [index, value] of values.entries()) tag.writeInt32BE(Math.round(value * 65_536), 8 + index * 4)
  return tag
}

function gammaTag(): Buffer {
  const tag = Buffer.alloc(16)
  tag.write('curv', 'latin1')
  tag.writeUInt32BE(1, 8)
  tag.writeUInt16BE(563, 12)
  return tag
}

/** `textDescriptionType` (ICC.1:2001-04, 6.5.17): the name in ASCII, then empty Unicode and script parts. */
function descriptionTag(): Buffer {
  const text = Buffer.from(`${name}\0`, 'latin1')
  const tag = Buffer.alloc(Math.ceil((12 + text.length + 8 + 3 + 67) / 4) * 4)
  tag.write('desc', 'latin1')
  tag.writeUInt32BE(text.length, 8)
  text.copy(tag, 12)
  return tag
}
