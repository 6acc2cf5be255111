import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Page } from 'playwright-core'
import { choice, clearAll } from '../../support/window-history.ts'
import { untilAnswered } from './browser.ts'
import { watchAnswer } from './probe.ts'

const words = ['sunset', 'castle', 'golden', 'portraits', 'harbour']
const choices = [
  { label: 'Kept', condition: `verdict = 'keep'` },
  { label: 'Rejected', condition: `verdict = 'reject'` },
  { label: 'Practice mode', condition: `mode = 'practice'` },
]

/** In milliseconds, one for each search. */
export interface Searches {
  readonly words: readonly number[]
  readonly choices: readonly number[]
}

/** What must be found, and how long each statement alone takes that finds it. */
export interface BareSearches extends Searches {
  readonly found: Readonly<Record<string, string>>
}

/** The bare statements, each asked once by a connection that has answered nothing yet. */
export function askStatements(folder: string): BareSearches {
  const database = new DatabaseSync(join(folder, 'library', 'library.db'), { readOnly: true })
  const found: Record<string, string> = {}
  const ask = (key: string, condition: string, word: string | null): number => {
    const statement = database.prepare(
      `SELECT id, output_id FROM history_entry WHERE is_binned = 0 AND ${condition} ORDER BY at DESC, id DESC`,
    )
    const startedMs = performance.now()
    const rows = word === null ? statement.all() : statement.all(`"${word}"*`)
    const tookMs = performance.now() - startedMs
    found[key] = `${rows.filter(({ output_id }) => output_id !== null).length.toLocaleString('en-GB')} results`
    return tookMs
  }
  try {
    const matches = 'id IN (SELECT rowid FROM history_words WHERE history_words MATCH ?)'
    return {
      words: words.map((word) => ask(word, matches, word)),
      choices: choices.map(({ label, condition }) => ask(label, condition, null)),
      found,
    }
  } finally {
    database.close()
  }
}

/**
 * From a word or the press on a filter to the first screen of what was found. A word comes as a whole, as from a fast
 * typist: letter by letter, one of its beginnings may find the same before it is written out.
 */
export async function searchInWindow(page: Page, found: BareSearches['found']): Promise<Searches> {
  const times = { words: [] as number[], choices: [] as number[] }
  for (const word of words) {
    times.words.push(
      await untilShown(page, found[word], async () => {
        await page.keyboard.press('Control+f')
        await page.keyboard.insertText(word)
      }),
    )
    await clearAll(page)
  }
  for (const { label } of choices) {
    times.choices.push(await untilShown(page, found[label], () => choice(page, label).click()))
    await clearAll(page)
  }
  return times
}

async function untilShown(page: Page, found: string | undefined, act: () => Promise<void>): Promise<number> {
  if (found === undefined) throw new Error('It is not known what must be found.')
  await page.evaluate(watchAnswer, found)
  await act()
  return untilAnswered(page, () => {
    const { answeredMs, pressedMs } = window
    return typeof answeredMs === 'number' && pressedMs !== undefined ? answeredMs - pressedMs : null
  })
}
