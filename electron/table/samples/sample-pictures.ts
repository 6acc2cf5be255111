import { access, mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { encodePng, type Raster } from './png.ts'

type Colour = readonly [red: number, green: number, blue: number]
/** The colour at a place; both run from 0 at the top left to 1. */
type Scene = (x: number, y: number) => Colour

const width = 1_500
const height = 1_000
const rowsAtOnce = 10

/**
 * Paints a few small landscapes and still lifes into a folder and returns their paths. They are ours, and always the
 * same. What is there already stays as it is; whoever looks into the folder finds whole pictures.
 */
export async function writeSamplePictures(folder: string): Promise<string[]> {
  await mkdir(folder, { recursive: true })
  const paths: string[] = []
  for (const [name, scene] of Object.entries(scenes)) {
    const path = join(folder, `${name}.png`)
    if (!(await isThere(path))) {
      const unfinished = `${path}.part`
      await writeFile(unfinished, await encodePng(await paint(scene)))
      await rename(unfinished, path)
    }
    paths.push(path)
  }
  return paths
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}

const scenes: Readonly<Record<string, Scene>> = {
  'evening-hills': landscape({
    sky: [
      [70, 90, 150],
      [245, 170, 110],
    ],
    sun: { x: 0.68, y: 0.5, radius: 0.055, colour: [255, 226, 160] },
    hills: [
      [120, 100, 130],
      [86, 82, 104],
      [48, 56, 66],
    ],
  }),
  'morning-dunes': landscape({
    sky: [
      [120, 170, 215],
      [235, 225, 205],
    ],
    sun: { x: 0.25, y: 0.28, radius: 0.035, colour: [255, 250, 230] },
    hills: [
      [226, 190, 140],
      [208, 164, 110],
      [180, 134, 84],
    ],
  }),
  'moon-over-forest': landscape({
    sky: [
      [14, 20, 44],
      [60, 80, 120],
    ],
    sun: { x: 0.4, y: 0.25, radius: 0.045, colour: [232, 236, 240] },
    hills: [
      [34, 54, 70],
      [22, 42, 50],
      [10, 24, 30],
    ],
  }),
  'two-oranges': stillLife({
    wall: [206, 196, 180],
    table: [124, 88, 62],
    fruits: [
      { x: 0.42, y: 0.6, radius: 0.15, colour: [232, 138, 38] },
      { x: 0.62, y: 0.66, radius: 0.12, colour: [240, 158, 52] },
    ],
  }),
  'plums-and-lime': stillLife({
    wall: [92, 112, 118],
    table: [58, 50, 54],
    fruits: [
      { x: 0.34, y: 0.66, radius: 0.12, colour: [104, 58, 110] },
      { x: 0.52, y: 0.62, radius: 0.13, colour: [122, 66, 120] },
      { x: 0.7, y: 0.68, radius: 0.1, colour: [150, 186, 64] },
    ],
  }),
}

interface Disc {
  readonly x: number
  readonly y: number
  /** In heights of the picture. */
  readonly radius: number
  readonly colour: Colour
}

interface Landscape {
  readonly sky: readonly [top: Colour, bottom: Colour]
  readonly sun: Disc
  /** From the farthest to the nearest. */
  readonly hills: readonly Colour[]
}

function landscape({ sky, sun, hills }: Landscape): Scene {
  return (x, y) => {
    const nearest = hills.findLastIndex((_, index) => y > ridge(x, index))
    const hill = hills[nearest]
    if (hill !== undefined) return mix(hill, [8, 10, 14], (y - ridge(x, nearest)) * 0.7)
    const air = mix(sky[0], sky[1], y / 0.75)
    const distance = distanceTo(sun, x, y)
    if (distance < 1) return mix(sun.colour, air, soften(distance, 0.94))
    return mix(sun.colour, air, Math.min(1, 0.45 + distance / 9))
  }
}

/** The height of a range of hills: three waves that never meet again. */
function ridge(x: number, index: number): number {
  const waves =
    Math.sin(x * 5.1 + index * 2.3) * 0.045 +
    Math.sin(x * 11.7 + index * 4.1) * 0.02 +
    Math.sin(x * 31 + index * 1.7) * 0.006
  return 0.56 + index * 0.13 + waves
}

interface StillLife {
  readonly wall: Colour
  readonly table: Colour
  /** From the back to the front. */
  readonly fruits: readonly Disc[]
}

const tableEdge = 0.62

function stillLife({ wall, table, fruits }: StillLife): Scene {
  return (x, y) => {
    const front = fruits.findLast((fruit) => distanceTo(fruit, x, y) < 1)
    if (front !== undefined) return ball(front, x, y)
    const isTable = y > tableEdge
    const light = mix(isTable ? table : wall, [20, 16, 16], 0.12 + Math.hypot(x - 0.3, y - 0.25) * 0.35)
    const shade = isTable ? Math.max(0, ...fruits.map((fruit) => shadow(fruit, x, y))) : 0
    return mix(light, [14, 10, 12], shade * 0.65)
  }
}

/** A ball lit from the upper left, with a small highlight. */
function ball(disc: Disc, x: number, y: number): Colour {
  const distance = distanceTo(disc, x, y)
  const towardsLight = Math.hypot(((x - disc.x) * 1.5) / disc.radius + 0.4, (y - disc.y) / disc.radius + 0.45)
  const body = mix(disc.colour, [24, 12, 14], Math.min(0.85, towardsLight * 0.42))
  const shine = Math.max(0, 1 - towardsLight * 3.2)
  return mix(mix(body, [255, 250, 240], shine * 0.8), [20, 14, 14], soften(distance, 0.975) * 0.5)
}

function shadow({ x: centre, y: middle, radius }: Disc, x: number, y: number): number {
  const across = ((x - centre - radius * 0.35) * 1.5) / (radius * 1.25)
  const down = (y - middle - radius * 0.92) / (radius * 0.3)
  return Math.max(0, 1 - Math.hypot(across, down))
}

/** In radii of the disc; the picture is half as wide again as it is high. */
function distanceTo({ x: centre, y: middle, radius }: Disc, x: number, y: number): number {
  return Math.hypot((x - centre) * (width / height), y - middle) / radius
}

/** 0 up to `from`, then rising to 1 at 1. */
function soften(value: number, from: number): number {
  return Math.max(0, (value - from) / (1 - from))
}

function mix(a: Colour, b: Colour, share: number): Colour {
  const part = Math.min(1, Math.max(0, share))
  return [a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part, a[2] + (b[2] - a[2]) * part]
}

async function paint(scene: Scene): Promise<Raster> {
  const pixels = new Uint8Array(width * height * 3)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [red, green, blue] = scene(x / width, y / height)
      const at = (y * width + x) * 3
      pixels[at] = Math.round(red)
      pixels[at + 1] = Math.round(green)
      pixels[at + 2] = Math.round(blue)
    }
    // A window is open meanwhile.
    if (y % rowsAtOnce === rowsAtOnce - 1) await nextTurn()
  }
  return { width, height, pixels }
}
