import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as delay } from 'node:timers/promises'
import type { NamedView } from '../../electron/history/reader/operations.ts'
import { createReader, type Reader } from '../../electron/history/reader/reader.ts'
import { everything } from '../../shared/ipc/history-query.ts'
import { makeHistoryLibrary } from '../support/history-library.ts'
import { compare, timed, type Benchmark, type Figure } from './measure.ts'
import { inFolder } from './workplace.ts'

const results = 100_000
const ledgerRows = 1_000_000
const name = `History of ${results.toLocaleString('en')} results and ${ledgerRows.toLocaleString('en')} ledger rows`
const typed = 'sunset harbour'
const betweenKeysMs = 70
const pairs = 5

/** What each question takes until its answer is here, from the thread that reads, beside the bare statement on this one. */
export const history: Benchmark = {
  name: 'history',
  run: () =>
    inFolder(async (folder) => {
      await makeHistoryLibrary({ folder, count: results, ledgerRows })
      const databasePath = join(folder, 'library', 'library.db')
      const reader = createReader({ databasePath, log: { warn: () => undefined } })
      const bare = new DatabaseSync(databasePath, { readOnly: true })
      try {
        const figures: Figure[] = []
        for (const question of questions) figures.push(await measure(question, { reader, bare }))
        return [...figures, await measureStall(reader)]
      } finally {
        bare.close()
        await reader.close()
      }
    }),
}

interface Question {
  readonly title: string
  readonly ask: (reader: Reader) => Promise<unknown>
  readonly sql: string
}

const ordered = 'ORDER BY at DESC, id DESC'
const rowsAt = 50_000
const rows = 200

/** Ours counts every facet and keeps the order as well; the bare statement reads the rows that are meant. */
const questions: readonly Question[] = [
  {
    title: 'open everything',
    ask: (reader) => reader.ask('open', view({})),
    sql: `SELECT id FROM history_entry WHERE is_binned = 0 ${ordered}`,
  },
  {
    title: 'three filters',
    ask: (reader) => reader.ask('open', view({ modes: ['paid'], verdicts: ['keep'], minRating: 3 })),
    sql: `SELECT id FROM history_entry WHERE is_binned = 0 AND mode = 'paid' AND verdict = 'keep' AND rating >= 3 ${ordered}`,
  },
  {
    title: 'in stacks',
    ask: (reader) => reader.ask('open', view({ stacked: true })),
    sql: 'SELECT max(id), count(*) FROM history_entry WHERE is_binned = 0 GROUP BY source_id',
  },
  {
    title: 'by name',
    ask: (reader) => reader.ask('open', view({ sort: 'name' })),
    sql: 'SELECT id FROM history_entry WHERE is_binned = 0 ORDER BY name',
  },
  {
    title: 'a common word',
    ask: (reader) => reader.ask('open', view({ text: 'sunset' })),
    sql: `SELECT rowid FROM history_words WHERE history_words MATCH '"sunset"*' ORDER BY rowid DESC`,
  },
  {
    title: 'a rare word',
    ask: (reader) => reader.ask('open', view({ text: 'zeppelin' })),
    sql: `SELECT rowid FROM history_words WHERE history_words MATCH '"zeppelin"*' ORDER BY rowid DESC`,
  },
  {
    title: `${rows} rows from the middle`,
    ask: (reader) => reader.ask('rows', { ...view({}), from: rowsAt, count: rows }),
    sql: `SELECT * FROM history_entry JOIN item ON item.id = history_entry.item_id JOIN source ON source.id = history_entry.source_id
      LEFT JOIN output ON output.id = history_entry.output_id WHERE history_entry.id < ${rowsAt} ORDER BY history_entry.id DESC LIMIT ${rows}`,
  },
  {
    title: 'timeline',
    ask: (reader) => reader.ask('timeline', view({})),
    sql: `SELECT substr(at, 1, 7), count(*) FROM history_entry WHERE is_binned = 0 GROUP BY 1`,
  },
  {
    title: 'folders',
    ask: (reader) => reader.ask('folders', undefined),
    sql: 'SELECT folder, count(*) FROM history_entry WHERE is_binned = 0 GROUP BY folder',
  },
]

function view(asked: Partial<NamedView['query']>): NamedView {
  return { view: JSON.stringify(asked), query: { ...everything, within: { kind: 'all' }, ...asked } }
}

interface Sides {
  readonly reader: Reader
  readonly bare: DatabaseSync
}

async function measure({ title, ask, sql }: Question, { reader, bare }: Sides): Promise<Figure> {
  const statement = bare.prepare(sql)
  const { oursMs, bareMs, ratio } = await compare(
    pairs,
    () => timed(() => ask(reader)),
    () => timed(() => Promise.resolve(statement.all())),
  )
  return { name: `${name}: ${title}`, value: show(oursMs), ratio, baseline: `bare statement, ${show(bareMs)}` }
}

/** How long the main thread is deaf while a search is typed, beside the same time without a search. */
async function measureStall(reader: Reader): Promise<Figure> {
  const answers: number[] = []
  const search = async (length: number): Promise<void> => {
    const text = typed.slice(0, length)
    const startedMs = performance.now()
    const asked = { ...view({}), view: `typed ${text}` }
    const answered = reader.ask('open', { ...asked, query: { ...asked.query, text } }, { line: 'typed', text })
    await answered.then(
      () => answers.push(performance.now() - startedMs),
      // The next letter came before this one was asked for.
      () => undefined,
    )
  }
  const { oursMs, bareMs, ratio } = await compare(
    pairs,
    () => longestStall(search),
    () => longestStall(() => Promise.resolve()),
  )
  const slowest = show(Math.max(...answers))
  return {
    name: `${name}: longest stall of the main thread while “${typed}” is typed`,
    value: `${show(oursMs)}; slowest answer ${slowest}`,
    ratio,
    baseline: `without a search, ${show(bareMs)}`,
  }
}

async function longestStall(search: (length: number) => Promise<void>): Promise<number> {
  const loop = monitorEventLoopDelay({ resolution: 1 })
  loop.enable()
  const searches: Promise<void>[] = []
  for (let length = 1; length <= typed.length; length += 1) {
    searches.push(search(length))
    await delay(betweenKeysMs)
  }
  await Promise.all(searches)
  loop.disable()
  return loop.max / 1e6
}

function show(ms: number): string {
  return `${ms.toFixed(1)} ms`
}
