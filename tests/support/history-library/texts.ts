/** Words a photographer, a shop and an archive would write, so that searches find as many as they would in earnest. */
const verbs = ['make', 'turn', 'keep', 'brighten', 'darken', 'remove', 'replace', 'soften', 'sharpen', 'recolour']
const subjects = [
  'the sky',
  'the background',
  'the bride',
  'the shop window',
  'the mountains',
  'the harbour',
  'the old scratches',
  'the café table',
  'the shadows under the chair',
  'the label on the bottle',
  'the Übergang to the wall',
  'the child’s coat',
]
const manners = [
  'into a warm sunset',
  'like a late summer evening',
  'with natural light from the left',
  'but keep the faces as they are',
  'in deep blue',
  'for a catalogue page',
  'without changing the composition',
  'as on old film',
  'so that the skin looks real',
  'with a soft golden glow',
]
const rarities = ['zeppelin', 'marzipan', 'observatory', 'quetzal', 'théâtre']
const cameras = ['NIKON Z 8 NIKKOR Z 50mm f/1.8 S', 'Canon EOS R5 RF 24-70mm F2.8', 'FUJIFILM X-T5 XF 35mm', 'Leica Q3']
const artists = ['Anna Berg', 'Jörg Weiß', 'Marie Dubois', 'Tom Okafor']
const clients = ['Atelier Nord', 'Bäckerei Süß', 'Castle Archive', 'Dubois Weddings', 'Harbour Museum', 'Stadtarchiv']
const shoots = ['portraits', 'products', 'street', 'interiors', 'glass plates', 'ceremony', 'details']

export const tagWords = ['hero', 'web', 'print', 'müde', 'client pick', 'retouch again', 'cover', 'archive']
export const noteWords = ['nice light', 'hands look wrong', 'send to client', 'colour is off', 'first choice for print']
export const collectionNames = ['Best of the year', 'For the exhibition', 'Catalogue spring', 'To print', 'Website']

/** A generator of its own, so that the same library comes of the same numbers on every machine. */
export type Random = () => number

export function createRandom(seed: number): Random {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export function pick<T>(random: Random, values: readonly T[]): T {
  const value = values[Math.floor(random() * values.length)]
  if (value === undefined) throw new Error('There is nothing to choose from.')
  return value
}

/** One in two thousand has a word hardly any other has. */
export function promptText(random: Random): string {
  const text = `${pick(random, verbs)} ${pick(random, subjects)} ${pick(random, manners)}`
  return random() < 0.0005 ? `${text}, with a ${pick(random, rarities)}` : text
}

export function exifWords(random: Random): string {
  return `${pick(random, cameras)} ${pick(random, artists)}`
}

/** Where a source lies below the folder of all of them: year, client, shoot. */
export function sourceName(index: number, sources: number): string {
  const inShoot = Math.min(250, Math.max(4, Math.ceil(sources / 24)))
  const shoot = Math.floor(index / inShoot)
  const year = 2024 + Math.floor((2 * index) / Math.max(1, sources))
  const client = clients[shoot % clients.length] ?? ''
  const folder = `${shoots[Math.floor(shoot / clients.length) % shoots.length] ?? ''} ${Math.floor(shoot / 42) + 1}`
  const stem = index % 7 === 0 ? `Straße ${index}` : `DSC_${String(index).padStart(5, '0')}`
  return `${year}/${client}/${folder}/${stem}.jpg`
}
