import type { MessageKey } from '../../../messages/message-key.ts'
import type { MessageValues, Translate } from '../../../messages/translate.ts'

/** Sentences that main puts into a quote, with the parts that differ as named groups. */
const sentences: readonly (readonly [pattern: RegExp, key: MessageKey])[] = [
  [/^Nothing leaves this machine: practice mode/, 'recipe.said.practice'],
  [/^To (?<service>.+): the pictures and the prompt\.$/, 'recipe.said.to'],
  [/^To (?<service>.+): the pictures, the reference pictures and the prompt\.$/, 'recipe.said.to-references'],
  [/^The camera position stays in what is sent/, 'recipe.said.gps'],
  [/^File names, camera data and position are taken out/, 'recipe.said.stripped'],
  [/^Uploaded pictures stay in your (?<service>.+) library\.$/, 'recipe.said.kept'],
  [/^The balance may not be enough for all of it/, 'recipe.said.balance'],
  [/^The price of this quality is not published/, 'recipe.said.quality'],
  [
    /^The prompt has (?<length>\d+) characters; (?<model>.+) takes (?<limit>\d+)\. It may be refused\.$/,
    'recipe.said.long',
  ],
  [/^One result would have the name of another \((?<names>.*)\);/, 'recipe.said.collision'],
  [/^(?<count>\d+) results would have the name of another \((?<names>.*)\);/, 'recipe.said.collisions'],
  [/^Runflow model page$/, 'recipe.said.page'],
  [/^Runflow model page, at 1024×1024$/, 'recipe.said.page-1024'],
  [/^Runflow model page, high quality$/, 'recipe.said.page-high'],
  [/^The same request gives the same picture\.$/, 'review.expect-always'],
  [/^The same pictures can be expected, because the seed is part of the request\.$/, 'review.expect-seed'],
  [/^Expect other pictures: no seed was given/, 'review.expect-no-seed'],
  [/^Expect other pictures: this model never/, 'review.expect-never'],
  [/^One skipped picture has its result in the bin:/, 'recipe.said.binned-one'],
  [/^(?<count>\d+) skipped pictures have their results in the bin:/, 'recipe.said.binned'],
  [/^derived from the (?<credits>[\d,]+) credits of the published sample$/, 'recipe.said.sample'],
]

/** What main says where it does not know a balance. */
const notes: typeof sentences = [
  [/^The key may not read the balance\.$/, 'recipe.note.not-permitted'],
  [/^(?<service>.+) stated the balance in a form/, 'recipe.note.unreadable'],
  [/^The practice account opens with the first run\.$/, 'recipe.note.practice'],
  [/^The key is kept, and was not tried: (?<reason>.*)$/s, 'recipe.note.untried'],
  [/^The key is kept, but (?<variable>\S+) is set in the environment/, 'recipe.note.hidden'],
]

const estimate = /^The price is an estimate: (?<source>.*)\.$/

/** A sentence of a quote in the language of the window; as main said it where there is no translation of it. */
export function sentenceText(t: Translate, said: string): string {
  const source = estimate.exec(said)?.groups?.['source']
  if (source !== undefined) return t('recipe.said.estimate', { source: sentenceText(t, source) })
  return translated(t, said, sentences) ?? said
}

/** Why a balance is not known; what a service or the network said of it stands behind the window's own words. */
export function balanceNoteText(t: Translate, note: string): string {
  const known = translated(t, note, notes)
  if (known !== null || t.language === 'en') return known ?? note
  return t('recipe.note.unknown', { reason: note })
}

function translated(t: Translate, said: string, known: typeof sentences): string | null {
  for (const [pattern, key] of known) {
    const found = pattern.exec(said)
    if (found !== null) return t(key, valuesOf(found.groups ?? {}))
  }
  return null
}

/** What is a number is written as one in the language of the window. */
function valuesOf(groups: Readonly<Record<string, string>>): MessageValues {
  return Object.fromEntries(
    Object.entries(groups).map(([name, text]) => [name, numbers.has(name) ? Number(text.replaceAll(',', '')) : text]),
  )
}

const numbers: ReadonlySet<string> = new Set(['count', 'length', 'limit', 'credits'])

const expectation = /^(The same request gives|Expect other pictures|The same pictures can be expected)/

/** Whether a sentence says what pictures to expect of requests that were sent before. */
export function isExpectation(said: string): boolean {
  return expectation.test(said)
}
