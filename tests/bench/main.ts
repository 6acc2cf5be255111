import { availableParallelism } from 'node:os'
import { engineThroughput, eventLoop } from './engine.ts'
import { history } from './history.ts'
import { intake } from './intake.ts'
import type { Benchmark, Figure } from './measure.ts'
import { memory } from './memory.ts'
import { pictures } from './pictures.ts'
import { upkeep } from './upkeep.ts'
import { report } from './report.ts'
import { verify } from './verify.ts'
import { windowGrid } from './window-grid.ts'
import { windowHistory } from './window-history.ts'
import { windowIntake } from './window-intake.ts'
import { windowStart } from './window-start.ts'
import { windowTyping } from './window-typing.ts'

/** `npm run bench [-- NAME…]`: figures beside a bare baseline in the same run, because machines differ and drift. */
const all: readonly Benchmark[] = [
  intake,
  pictures,
  engineThroughput,
  eventLoop,
  memory,
  report,
  history,
  upkeep,
  verify,
  windowGrid,
  windowStart,
  windowIntake,
  windowHistory,
  windowTyping,
]
const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !all.some((benchmark) => benchmark.name === name))
if (unknown.length > 0) {
  console.error(`No benchmark ${unknown.join(', ')}. There are ${all.map(({ name }) => name).join(', ')}.`)
  process.exit(2)
}

console.log(
  `Node ${process.version}, ${availableParallelism()} cores. Ratios are ours ÷ bare, the median of pairs run in turn (min–max).\n`,
)
for (const benchmark of all.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  for (const figure of await benchmark.run()) print(benchmark, figure)
}

function print({ name }: Benchmark, { name: title, value, ratio, baseline }: Figure): void {
  const ratioText =
    ratio === null ? '' : `\n  ratio ${ratio.median.toFixed(2)} (${ratio.min.toFixed(2)}–${ratio.max.toFixed(2)})`
  console.log(
    `${title}\n  ${value}${ratioText}${baseline === null ? '' : `\n  beside: ${baseline}`}\n  npm run bench -- ${name}\n`,
  )
}
